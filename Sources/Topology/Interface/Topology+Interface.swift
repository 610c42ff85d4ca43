public import Interface

/// What scripts see of networks: graphs made by chance, by rule and from files, and what is measured of them.
public enum TopologyInterface {
  public static let module = Module(
    "topology", "Who is linked to whom: graphs by rule, by chance and from files, and their measures.",
    functions: rules + chances + files + mixings, classes: [graphClass, mixingClass])

  /// A link in memory takes 8 bytes, and 16 more while a graph is made.
  static let linksMax = 50_000_000

  static let nodes: Typed<Int64> = .integer("nodes", 1...10_000_000)
  static let seed: Typed<Int64?> = .optional(.integer("seed", nil, "of every draw"), "1")
  static let graph = Parameter("graph", .object(ScriptGraph.className))
  static let onGraph: Typed<ScriptGraph> = .object("self")

  /// - Throws: `ScriptError` where so many links are too many.
  static func limit(_ function: String, links: Double) throws(ScriptError) {
    guard links <= Double(linksMax) else {
      throw ScriptError("topology.\(function): that makes about \(Readable.number(links)) links, at most \(Readable.count(linksMax)) expected")
    }
  }
}
