public import Interface
import Kernels

extension CollectiveMemory: PassableObject {
  public static var className: String { "collective_memory" }
}

extension SwarmInterface {
  static let memories = [
    Function(
      "memory", "A collective memory: recent episodes, condensed now and then into patterns.",
      .integer("dimension", 1...1_000_000, "elements of an embedding"),
      .optional(.table("options", fields: [episodes.parameter, patterns.parameter, radius.parameter, lifetime.parameter]), "{}"),
      returns: Parameter("memory", .object("collective_memory")), example: "swarm.memory(2, { radius = 0.3 })"
    ) { (dimension: Int64, options: Table?) -> CollectiveMemory in
      let options = options ?? Table()
      let configuration = CollectiveMemory.Configuration(
        dimension: Int(dimension), episodesMax: Int(options[episodes]), patternsMax: Int(options[patterns]), radius: options[radius],
        lifetime: Double(options[lifetime]))
      return CollectiveMemory(configuration)
    }
  ]

  private static let episodes = Typed<Int64>.integer("episodes", 1...100_000, "size of the ring of recent ones").defaulting(to: 64)
  private static let patterns = Typed<Int64>.integer("patterns", 1...10_000, "the most that are kept").defaulting(to: 64)
  private static let radius = Typed<Double>.number("radius", 0...2, "largest cosine distance between an episode and its pattern").defaulting(to: 0.4)
  private static let lifetime = Typed<Int64>.integer("lifetime_us", 1...Int64.max, unit: "µs", "in which trust falls to 1/e").defaulting(to: 3_600_000_000)

  static let memoryClass = Class(
    "collective_memory", "Recent episodes, and the patterns they were condensed into.",
    methods: [record, recall, consolidate], fields: [patternCount],
    operators: [.card(of: CollectiveMemory.self, example: "tostring(swarm.memory(2))")])

  private static let record = Function(
    "record", "Remembers an episode; a full ring is condensed first.",
    parameters: [
      Parameter("memory", .object("collective_memory")), Parameter("embedding", .object("vector"), "f32"),
      Parameter("quality", .number, bounds: .numbers(0...1), "of the outcome; 0 is a failure"),
      Parameter("latency_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "service time"),
      Parameter("now_us", .integer, unit: "µs", bounds: .integers(0...Int64.max), "when"),
    ],
    example: "swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0)", errors: ["the embedding is not f32, or not of the dimension of the memory"]
  ) { frame in
    let memory = frame.object(0) as! CollectiveMemory
    let episode = Episode(quality: frame.number(2), latency: frame.integer(3), time: frame.integer(4))
    try (frame.object(1) as! Vector).withElements(of: Float.self) { try memory.record($0, episode) }
  }

  private static let recall = Function(
    "recall", "The patterns most like an embedding, most similar first.",
    detail: "O(patterns · dimension).",
    .object("memory") as Typed<CollectiveMemory>, .object("embedding", "f32") as Typed<Vector>, .integer("count", 1...10_000),
    .integer("now_us", 0...Int64.max, unit: "µs"), returns: .table(
      "patterns",
      elements: .table(
        "pattern",
        fields: [
          Parameter("similarity", .number, "cosine"), Parameter("confidence", .number, "0…1, falls with age"), Parameter("count", .number, "of its episodes"),
          Parameter("quality", .number, "mean, 0…1"), Parameter("latency_us", .number, unit: "µs", "mean"),
        ])),
    example: "swarm.memory(2):recall(vector.new{1, 0}, 3, 0)", errors: ["the embedding is not f32, or not of the dimension of the memory"]
  ) { (memory: CollectiveMemory, embedding: Vector, count: Int64, now: Int64) throws -> Table in
    let found = try embedding.withElements(of: Float.self) { try memory.recall($0, count: Int(count), now: now) }
    return Table(
      list: found.map {
        [
          "similarity": .number($0.similarity), "confidence": .number($0.confidence), "count": .number($0.pattern.count),
          "quality": .number($0.pattern.quality), "latency_us": .number($0.pattern.latency),
        ]
      })
  }

  private static let consolidate = Function(
    "consolidate", "Condenses the episodes in the ring into patterns now.", .object("memory") as Typed<CollectiveMemory>,
    returns: Parameter("patterns", .integer, "how many there are"), example: "swarm.memory(2):consolidate()"
  ) { (memory: CollectiveMemory) -> Int64 in
    memory.consolidate()
    return Int64(memory.patterns.count)
  }

  private static let patternCount = Function(
    "patterns", "How many patterns there are.", .object("memory") as Typed<CollectiveMemory>, returns: Parameter("patterns", .integer),
    example: "swarm.memory(2).patterns"
  ) { (memory: CollectiveMemory) -> Int64 in Int64(memory.patterns.count) }
}
