public import Interface
import Kernels

extension CollectiveMemory: PassableObject {
  public static var className: String { "collective_memory" }
}

extension SwarmInterface {
  static let memories = [
    Function(
      "memory", "A peer's memory: recent episodes, condensed now and then into patterns, and what its peers report of theirs.",
      detail: "`radius` and `density` say what makes a pattern: an episode that no pattern is near begins one, or becomes one with the density-th episode near it. A memory in a `store` is taken up where it was; what a method returned from is there for ever.",
      .integer("dimension", 1...1_000_000, "elements of an embedding"), .optional(.table("options", fields: options), "{}"),
      returns: Parameter("memory", .object("collective_memory")), example: "swarm.memory(2, { radius = 0.3 })",
      errors: ["the store is in use, is no memory of this owner and dimension, or was changed: the record is named"]
    ) { (dimension: Int64, options: Table?) throws -> CollectiveMemory in
      let table = options ?? Table(), configuration = configuration(dimension, table)
      return try table[store].map { try CollectiveMemory(configuration, store: $0) } ?? CollectiveMemory(configuration)
    },
    Function(
      "agreement", "How far clusters agree with classes: the adjusted Rand index, and purity.",
      detail: "The index is 1 for the same partition and about 0 by chance (Hubert & Arabie 1985); purity is the share of things in a cluster whose most frequent class is theirs.",
      .object("clusters", "i64, one a thing; 0: in none, which counts as one of its own") as Typed<Vector>,
      .object("classes", "i64, one a thing") as Typed<Vector>,
      returns: .table(
        "agreement",
        fields: [Parameter("ari", .number, "adjusted Rand index"), Parameter("purity", .number, bounds: .numbers(0...1)), Parameter("clusters", .integer)]),
      example: "swarm.agreement(vector.new({ 1, 1, 2 }, \"i64\"), vector.new({ 7, 7, 9 }, \"i64\")).ari",
      errors: ["the vectors are not i64, not of one length, or empty"]
    ) { (clusters: Vector, classes: Vector) throws -> Table in
      let labels = try clusters.asArray(of: Int64.self), truth = try classes.asArray(of: Int64.self)
      guard labels.count == truth.count, !labels.isEmpty else {
        throw ScriptError("swarm.agreement: as many clusters as classes, at least 1, expected; got \(labels.count) and \(truth.count)")
      }
      let agreement = ClusterAgreement(labels: labels.map { $0 == 0 ? nil : $0 }, truth: truth)
      return Table(fields: [
        ("ari", .number(agreement.adjustedRand)), ("purity", .number(agreement.purity)), ("clusters", .integer(Int64(agreement.clusters))),
      ])
    },
  ]

  private static let owner = Typed<Int64>.integer("owner", 1...Int64(Int32.max), "names it among those it gossips with").defaulting(to: 1)
  private static let episodes = Typed<Int64>.integer("episodes", 1...100_000, "size of the ring of recent ones").defaulting(to: 64)
  private static let replayEvery: Typed<Int64?> = .optional(.integer("replay_every", 1...100_000, "new episodes after which they are condensed"), "episodes")
  private static let patternsMax = Typed<Int64>.integer("patterns", 1...10_000, "the most that are kept").defaulting(to: 64)
  private static let radius = Typed<Double>.number("radius", 0...2, "largest cosine distance between an episode and its pattern").defaulting(to: 0.4)
  private static let clustering = Typed<String>.choice("clustering", ["radius", "density"], "what makes a pattern").defaulting(to: "radius")
  private static let density = Typed<Int64>.integer("density", 2...1_000_000, "episodes that make one, by density").defaulting(to: 4)
  private static let lifetime = Typed<Int64>.integer("lifetime_us", 1...Int64.max, unit: "µs", "in which what is known of a node fades to 1/e").defaulting(to: 3_600_000_000)
  private static let peers = Typed<Int64>.integer("peers", 1...100_000, "whose reports are kept").defaulting(to: 64)
  private static let praise = Typed<Double>.number("praise", 0...1e9, "observations of a node that one fully trusted peer's report counts for, at most").defaulting(to: 8)

  private static let store: Typed<String?> = .optional(.string("store", "a file to keep it in: begun if there is none"), "in memory")

  private static let options = [
    owner.parameter, episodes.parameter, replayEvery.parameter, patternsMax.parameter, radius.parameter, clustering.parameter, density.parameter,
    lifetime.parameter, peers.parameter, praise.parameter, store.parameter,
  ]

  private static func configuration(_ dimension: Int64, _ table: Table) -> CollectiveMemory.Configuration {
    .init(
      dimension: Int(dimension), owner: table[owner] - 1, episodesMax: Int(table[episodes]), replayEvery: table[replayEvery].map { Int($0) },
      patternsMax: Int(table[patternsMax]), radius: table[radius],
      clustering: table[clustering] == "density" ? .density(minimum: Int(table[density])) : .radius, lifetime: Double(table[lifetime]),
      originsMax: Int(table[peers]), praiseMax: table[praise])
  }
}
