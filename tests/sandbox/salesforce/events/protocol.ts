import { fromJSON } from "@grpc/proto-loader";
import type { ServerDuplexStream, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";

type Description = Parameters<typeof fromJSON>[0];

/** Fields of a message by number, in the words of the public protocol file of the bus. */
function message(...fields: readonly [number, string, string][]) {
  return {
    fields: Object.fromEntries(
      fields.map(([id, type, name]) => {
        const [first = "", second] = type.split(" ");
        return [name, second === undefined ? { type: first, id } : { rule: first, type: second, id }];
      }),
    ),
  };
}

const messages = {
  TopicInfo: message(
    [1, "string", "topic_name"],
    [2, "string", "tenant_guid"],
    [3, "bool", "can_publish"],
    [4, "bool", "can_subscribe"],
    [5, "string", "schema_id"],
    [6, "string", "rpc_id"],
  ),
  TopicRequest: message([1, "string", "topic_name"]),
  EventHeader: message([1, "string", "key"], [2, "bytes", "value"]),
  ProducerEvent: message(
    [1, "string", "id"],
    [2, "string", "schema_id"],
    [3, "bytes", "payload"],
    [4, "repeated EventHeader", "headers"],
  ),
  ConsumerEvent: message([1, "ProducerEvent", "event"], [2, "bytes", "replay_id"]),
  ErrorCode: { values: { UNKNOWN: 0, PUBLISH: 1, COMMIT: 2 } },
  Error: message([1, "ErrorCode", "code"], [2, "string", "msg"]),
  PublishResult: message([1, "bytes", "replay_id"], [2, "Error", "error"], [3, "string", "correlation_key"]),
  ReplayPreset: { values: { LATEST: 0, EARLIEST: 1, CUSTOM: 2 } },
  FetchRequest: message(
    [1, "string", "topic_name"],
    [2, "ReplayPreset", "replay_preset"],
    [3, "bytes", "replay_id"],
    [4, "int32", "num_requested"],
    [5, "string", "auth_refresh"],
  ),
  FetchResponse: message(
    [1, "repeated ConsumerEvent", "events"],
    [2, "bytes", "latest_replay_id"],
    [3, "string", "rpc_id"],
    [4, "int32", "pending_num_requested"],
  ),
  SchemaRequest: message([1, "string", "schema_id"]),
  SchemaInfo: message([1, "string", "schema_json"], [2, "string", "schema_id"], [3, "string", "rpc_id"]),
  PublishRequest: message(
    [1, "string", "topic_name"],
    [2, "repeated ProducerEvent", "events"],
    [3, "string", "auth_refresh"],
  ),
  PublishResponse: message(
    [1, "repeated PublishResult", "results"],
    [2, "string", "schema_id"],
    [3, "string", "rpc_id"],
  ),
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
      Publish: { requestType: "PublishRequest", responseType: "PublishResponse" },
    },
  },
};

export type Fetch = {
  topic_name: string;
  replay_preset: "LATEST" | "EARLIEST" | "CUSTOM";
  replay_id: Buffer;
  num_requested: number;
};
export type Delivery = { event: ProducedEvent; replay_id: Buffer };
export type ProducedEvent = { id: string; schema_id: string; payload: Buffer; headers: never[] };
export type FetchAnswer = {
  events: Delivery[];
  latest_replay_id: Buffer;
  rpc_id: string;
  pending_num_requested: number;
};
export type BusStream = ServerDuplexStream<Fetch, FetchAnswer>;
export type Asked<T> = ServerUnaryCall<T, unknown>;
export type Answered = sendUnaryData<unknown>;

/** The service as grpc-js takes it. */
export function busService() {
  const description = { nested: { eventbus: { nested: { v1: { nested: messages } } } } };
  // The library's types ask for a comment on every method.
  const definition = fromJSON(description as unknown as Description, {
    keepCase: true,
    enums: String,
    defaults: true,
    arrays: true,
  });
  const service = definition["eventbus.v1.PubSub"];
  if (!service || "format" in service) throw new RangeError("the protocol has no service");
  return service;
}
