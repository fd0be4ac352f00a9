import type * as GrpcModule from "@grpc/grpc-js";
import type { Client, ClientDuplexStream, Metadata, ServiceError } from "@grpc/grpc-js";
import type * as LoaderModule from "@grpc/proto-loader";

/**
 * The part of the bus' protocol that is used (package eventbus.v1, salesforce-wire.md 12). As data and not as a file: the server
 * is bundled.
 */
const string = (id: number) => ({ type: "string", id });
const bytes = (id: number) => ({ type: "bytes", id });
const listOf = (type: string, id: number) => ({ rule: "repeated", type, id });

const PROTOCOL = {
  nested: {
    eventbus: {
      nested: {
        v1: {
          nested: {
            TopicRequest: { fields: { topicName: string(1) } },
            TopicInfo: {
              fields: {
                topicName: string(1),
                tenantGuid: string(2),
                canPublish: { type: "bool", id: 3 },
                canSubscribe: { type: "bool", id: 4 },
                schemaId: string(5),
                rpcId: string(6),
              },
            },
            SchemaRequest: { fields: { schemaId: string(1) } },
            SchemaInfo: { fields: { schemaJson: string(1), schemaId: string(2), rpcId: string(3) } },
            ReplayPreset: { values: { LATEST: 0, EARLIEST: 1, CUSTOM: 2 } },
            FetchRequest: {
              fields: {
                topicName: string(1),
                replayPreset: { type: "ReplayPreset", id: 2 },
                replayId: bytes(3),
                numRequested: { type: "int32", id: 4 },
              },
            },
            EventHeader: { fields: { key: string(1), value: bytes(2) } },
            ProducerEvent: {
              fields: {
                id: string(1),
                schemaId: string(2),
                payload: bytes(3),
                headers: listOf("EventHeader", 4),
              },
            },
            ConsumerEvent: { fields: { event: { type: "ProducerEvent", id: 1 }, replayId: bytes(2) } },
            FetchResponse: {
              fields: {
                events: listOf("ConsumerEvent", 1),
                latestReplayId: bytes(2),
                rpcId: string(3),
                pendingNumRequested: { type: "int32", id: 4 },
              },
            },
            PubSub: {
              methods: {
                Subscribe: {
                  requestType: "FetchRequest",
                  requestStream: true,
                  responseType: "FetchResponse",
                  responseStream: true,
                },
                GetSchema: { requestType: "SchemaRequest", responseType: "SchemaInfo" },
                GetTopic: { requestType: "TopicRequest", responseType: "TopicInfo" },
              },
            },
          },
        },
      },
    },
  },
};

export type FetchRequest = {
  topicName?: string;
  replayPreset?: "LATEST" | "EARLIEST" | "CUSTOM";
  replayId?: Uint8Array;
  numRequested: number;
};
export type ConsumerEvent = {
  event: { id: string; schemaId: string; payload: Buffer } | null;
  replayId: Buffer;
};
export type FetchResponse = {
  events: ConsumerEvent[];
  latestReplayId: Buffer;
  pendingNumRequested: number;
};
export type TopicInfo = { canSubscribe: boolean; schemaId: string };
export type SchemaInfo = { schemaJson: string; schemaId: string };

type Unary<Ask, Answer> = (
  ask: Ask,
  metadata: Metadata,
  options: { deadline: Date },
  done: (error: ServiceError | null, answer?: Answer) => void,
) => void;

export type BusClient = Client & {
  Subscribe(metadata: Metadata): ClientDuplexStream<FetchRequest, FetchResponse>;
  GetTopic: Unary<{ topicName: string }, TopicInfo>;
  GetSchema: Unary<{ schemaId: string }, SchemaInfo>;
};

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * A client of the bus at `host:port`. TLS everywhere but on this machine: the token goes along with every call. Its libraries are
 * loaded here, with the first use; the environment's proxies are not used (docs/decisions/0006-salesforce.md).
 */
export async function createBusClient(endpoint: string): Promise<{ grpc: Grpc; client: BusClient }> {
  const [grpc, loader] = await Promise.all([import("@grpc/grpc-js"), import("@grpc/proto-loader")]);
  // The library's types ask for a comment on every method.
  const protocol = PROTOCOL as unknown as Parameters<typeof LoaderModule.fromJSON>[0];
  const definition: Record<string, unknown> = loader.fromJSON(protocol, {
    enums: String,
    longs: String,
    defaults: true,
    arrays: true,
  });
  const Service = grpc.makeClientConstructor(definition["eventbus.v1.PubSub"] as ServiceShape, "PubSub");
  const credentials = isLoopback(endpoint) ? grpc.credentials.createInsecure() : grpc.credentials.createSsl();
  const client = new Service(endpoint, credentials, {
    "grpc.keepalive_time_ms": 60_000,
    "grpc.keepalive_permit_without_calls": 1,
    "grpc.enable_http_proxy": 0,
    "grpc.enable_retries": 0,
    "grpc.max_receive_message_length": MAX_ANSWER_BYTES,
  });
  return { grpc, client: client as unknown as BusClient };
}

export type Grpc = typeof GrpcModule;
type ServiceShape = Parameters<Grpc["makeClientConstructor"]>[0];

export function isLoopback(endpoint: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(endpoint);
}
