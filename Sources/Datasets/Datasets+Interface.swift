public import Interface
import Kernels

/// What scripts see of the data: the bundled files, or the user's own of the same formats.
public enum DatasetsInterface {
  /// - Parameter folder: where the bundled data are (`scripts/data`); asked when a script leaves a path out.
  public static func module(folder: @escaping @Sendable () throws -> String) -> Module {
    Module(
      "data", "Real input: labelled utterances, request arrivals, round-trip times.",
      functions: [
        Function(
          "utterances", "Labelled utterances with sentence embeddings; read once a process.",
          detail: "A folder holds utterances.tsv, embeddings.i8.npy and scales.f32.npy, whose rows belong together.",
          .optional(.string("folder"), "the bundled CLINC150"), returns: Parameter("utterances", .object("utterances")),
          example: "u = data.utterances()", errors: ["a file is missing, or is not of the format"]
        ) { path in try Utterances.shared(folder: path ?? folder() + "/clinc150") },
        Function(
          "arrivals", "When requests reached a production service, and how long they were.",
          detail: "CSV with the header TIMESTAMP,ContextTokens,GeneratedTokens.",
          .optional(.string("path"), "the bundled hour of conversations"), returns: Parameter("arrivals", .object("arrivals")),
          example: "a = data.arrivals()", errors: ["the file is missing, or is not of the format"]
        ) { path in ArrivalTable(try Arrivals(path: path ?? folder() + "/arrivals/AzureLLMInferenceTrace_conv.csv")) },
        Function(
          "rtt", "Round-trip times between real hosts.", detail: "A float32 .npy matrix; a zero off the diagonal means not measured.",
          .optional(.string("path"), "the bundled PlanetLab matrix"),
          .optional(.choice("unit", RoundTripTimes.Unit.allCases.map(\.rawValue), "of the numbers in the file"), "milliseconds"),
          returns: Parameter("times", .object("rtt")), example: "data.rtt():at(1, 2)", errors: ["the file is missing, is no square matrix, or has no measured pair"]
        ) { path, unit in
          RoundTripTable(
            try RoundTripTimes(
              path: path ?? folder() + "/rtt/planetlab-490-slice01.f32.npy", unit: unit.flatMap(RoundTripTimes.Unit.init) ?? .milliseconds))
        },
      ],
      classes: [utterances, arrivals, roundTripTimes])
  }

  private static let utterance: Typed<Utterances> = .object("self")
  private static let row: Typed<Int64> = .integer("row", 1...Int64.max)

  private static let utterances = Class(
    "utterances", "Labelled utterances and their embeddings.",
    methods: [
      Function("text", "What was said.", utterance, row, returns: Parameter("text", .string), example: "data.utterances():text(1)", errors: ["there is no such row"]) {
        $0.text(try index($1, of: $0.count))
      },
      Function(
        "intent", "Its label; nil where it is out of scope.", utterance, row, returns: Parameter("intent", .string, isOptional: true),
        example: "data.utterances():intent(1)", errors: ["there is no such row"]
      ) { utterances, row in utterances.intent(try index(row, of: utterances.count)).map { utterances.intents[$0] } },
      Function(
        "domain", "Its intent's domain; nil where it is out of scope.", utterance, row,
        returns: Parameter("domain", .string, isOptional: true), example: "data.utterances():domain(1)", errors: ["there is no such row"]
      ) { utterances, row in utterances.domain(try index(row, of: utterances.count)).map { utterances.domains[$0] } },
      Function(
        "split", "train, val or test.", utterance, row, returns: Parameter("split", .string), example: "data.utterances():split(1)", errors: ["there is no such row"]
      ) { $0.split(try index($1, of: $0.count)).word },
      Function(
        "embedding", "Its sentence embedding.", utterance, row, returns: Parameter("embedding", .object("vector")),
        example: "#data.utterances():embedding(1)", errors: ["there is no such row"]
      ) { Vector($0.embedding(try index($1, of: $0.count))) },
    ],
    fields: [
      Function("count", "How many rows.", utterance, returns: Parameter("count", .integer), example: "data.utterances().count") {
        Int64($0.count)
      },
      Function("dimension", "Length of an embedding.", utterance, returns: Parameter("dimension", .integer), example: "data.utterances().dimension") {
        Int64($0.dimension)
      },
    ],
    operators: [.card(of: Utterances.self, example: "tostring(data.utterances())")])

  private static let arrivals = Class(
    "arrivals", "Requests in order of time.",
    methods: [
      Function("time", "Since the first request.", .object("self") as Typed<ArrivalTable>, row,
        returns: Parameter("time", .integer, unit: "µs"), example: "data.arrivals():time(2)", errors: ["there is no such row"]) { $0.trace.times[try index($1, of: $0.trace.count)] },
      Function("context", "Tokens of the prompt.", .object("self") as Typed<ArrivalTable>, row,
        returns: Parameter("tokens", .integer), example: "data.arrivals():context(1)", errors: ["there is no such row"]) { Int64($0.trace.contextTokens[try index($1, of: $0.trace.count)]) },
      Function("generated", "Tokens of the answer.", .object("self") as Typed<ArrivalTable>, row,
        returns: Parameter("tokens", .integer), example: "data.arrivals():generated(1)", errors: ["there is no such row"]) { Int64($0.trace.generatedTokens[try index($1, of: $0.trace.count)]) },
    ],
    fields: [
      Function("count", "How many requests.", .object("self") as Typed<ArrivalTable>, returns: Parameter("count", .integer),
        example: "data.arrivals().count") { Int64($0.trace.count) },
      Function("duration", "From the first to the last.", .object("self") as Typed<ArrivalTable>,
        returns: Parameter("duration", .integer, unit: "µs"), example: "data.arrivals().duration") { $0.trace.duration },
    ],
    operators: [.card(of: ArrivalTable.self, example: "tostring(data.arrivals())")])

  private static let roundTripTimes = Class(
    "rtt", "Round-trip times between hosts, not necessarily symmetric.",
    methods: [
      Function("at", "From one host to another and back.", .object("self") as Typed<RoundTripTable>, .integer("from", 1...Int64.max),
        .integer("to", 1...Int64.max), returns: Parameter("time", .integer, unit: "µs"), example: "data.rtt():at(1, 2)", errors: ["there is no such host"]
      ) { $0.times[try index($1, of: $0.times.count), try index($2, of: $0.times.count)] }
    ],
    fields: [
      Function("count", "How many hosts.", .object("self") as Typed<RoundTripTable>, returns: Parameter("count", .integer),
        example: "data.rtt().count") { Int64($0.times.count) },
      Function("missing", "How many pairs were not measured.", .object("self") as Typed<RoundTripTable>,
        returns: Parameter("missing", .integer), example: "data.rtt().missing") { Int64($0.times.missing) },
    ],
    operators: [.card(of: RoundTripTable.self, example: "tostring(data.rtt())")])
}

/// A row counted from 1 as an index from 0.
private func index(_ row: Int64, of count: Int) throws -> Int {
  guard (1...Int64(count)).contains(row) else { throw ScriptError("row \(row) is outside 1…\(count)") }
  return Int(row) - 1
}

extension Utterances: PassableObject {
  public static var className: String { "utterances" }
}

/// A trace as scripts hold it.
final class ArrivalTable: PassableObject {
  static var className: String { "arrivals" }
  let trace: Arrivals
  init(_ trace: Arrivals) { self.trace = trace }
}

/// A matrix of round-trip times as scripts hold it.
final class RoundTripTable: PassableObject {
  static var className: String { "rtt" }
  let times: RoundTripTimes
  init(_ times: RoundTripTimes) { self.times = times }
}
