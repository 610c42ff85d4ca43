import Interface
import JSON

/// A map of routers in node-link JSON, as TopoHub writes it: `nodes` with an `id` and maybe a `name`, and `edges` or `links`
/// with a `source` and a `target` each.
public struct NodeLinkMap: Sendable, Equatable {
  public var graph: Graph
  /// Each node's name, or else its id.
  public var names: [String]

  /// - Parameter path: how complaints name the text.
  /// - Throws: `TopologyError` naming the entry that is missing or wrong.
  public init(_ text: String, path: String) throws(TopologyError) {
    func problem(_ what: String) -> TopologyError { TopologyError("\(path): \(what)") }
    let value: Value
    do { value = try JSONReader.value(text) } catch { throw problem("\(error)") }
    guard case .table(let map) = value, case .table(let nodes) = map["nodes"], !nodes.list.isEmpty else {
      throw problem("a list of nodes expected, as in { \"nodes\": [ { \"id\": 0 } ], \"edges\": [] }")
    }
    let listed = if case .none = map["edges"] { map["links"] } else { map["edges"] }
    guard case .table(let links) = listed else { throw problem("a list of edges (or links) expected") }
    func name(_ value: Value) -> String? {
      switch value {
      case .string(let text): text
      case .integer(let number): "\(number)"
      default: nil
      }
    }
    var index: [String: Int] = [:]
    names = []
    for (i, node) in nodes.list.enumerated() {
      guard case .table(let node) = node, let id = name(node["id"]) else { throw problem("nodes[\(i + 1)] has no id") }
      guard index.updateValue(i, forKey: id) == nil else { throw problem("nodes[\(i + 1)]: the id \(id) is there twice") }
      names.append(name(node["name"]) ?? id)
    }
    var edges: [(Int, Int)] = []
    for (i, link) in links.list.enumerated() {
      guard case .table(let link) = link, let source = name(link["source"]), let target = name(link["target"]) else {
        throw problem("edges[\(i + 1)] has no source or target")
      }
      guard let a = index[source], let b = index[target] else {
        throw problem("edges[\(i + 1)] joins \(source) and \(target): no node has the id \(index[source] == nil ? source : target)")
      }
      edges.append((a, b))
    }
    graph = Graph(nodeCount: names.count, edges: edges)
  }
}
