export type CallRule = { repeatable: boolean; timeoutMs: number };

const read: CallRule = { repeatable: true, timeoutMs: 20_000 };
const write: CallRule = { repeatable: false, timeoutMs: 30_000 };
/** Waits on a bank, a server or a registrar. */
const outside: CallRule = { repeatable: false, timeoutMs: 75_000 };

/**
 * What may be repeated by machine and how long each call may take (whmcs.md 1.6). WHMCS has no idempotency keys, so only
 * reads are repeatable. The time is for all attempts of a call together.
 */
export const CALLS = {
  WhmcsDetails: { repeatable: true, timeoutMs: 15_000 },
  GetClients: read,
  GetClientsDetails: read,
  GetUsers: read,
  GetInvoices: { repeatable: true, timeoutMs: 30_000 },
  GetInvoice: read,
  GetTransactions: { repeatable: true, timeoutMs: 30_000 },
  GetCredits: read,
  GetPayMethods: read,
  GetPaymentMethods: read,
  GetCurrencies: read,
  GetProducts: read,
  GetClientsProducts: read,
  GetClientsAddons: read,
  GetOrders: read,
  GetCancelledPackages: read,

  ValidateLogin: write,
  CreateSsoToken: write,
  AddClient: write,
  UpdateClient: write,
  CloseClient: write,
  AddUser: write,
  UpdateUser: write,
  ResetPassword: write,
  CreateInvoice: write,
  UpdateInvoice: write,
  AddInvoicePayment: write,
  AddCredit: write,
  ApplyCredit: write,
  AddPayMethod: write,
  UpdatePayMethod: write,
  DeletePayMethod: write,
  UpdateClientProduct: write,
  UpdateClientAddon: write,
  AddOrder: write,
  CancelOrder: write,
  AddCancelRequest: write,
  UpgradeProduct: write,
  SendEmail: write,

  AcceptOrder: outside,
  CapturePayment: outside,
  ModuleCreate: outside,
  ModuleSuspend: outside,
  ModuleUnsuspend: outside,
  ModuleTerminate: outside,
  ModuleChangePackage: outside,
} as const satisfies Record<string, CallRule>;

export type WhmcsAction = keyof typeof CALLS;
