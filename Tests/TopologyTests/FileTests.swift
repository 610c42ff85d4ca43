import Kernels
import Testing
import Topology

@Suite struct GraphFileTests {
  @Test func `a lattice links each point to its six neighbours`() throws {
    let graph = try Graph(lattice: "0 0\n1 0\n0 1\n1 -1\n-1 1\n-1 0\n0 -1\n5 5", path: "net")
    #expect(graph.nodeCount == 8 && graph.degree(0) == 6 && graph.degree(7) == 0)
  }

  @Test(arguments: ["0 0\n0", "0 0\nx 1", "0 0\n0 0", "0 0\n99999999999 1", "0 0\n9223372036854775807 0", "0 0\n-9223372036854775808 0"])
  func `a malformed lattice names its line`(text: String) {
    let error = #expect(throws: TopologyError.self) { try Graph(lattice: text, path: "net") }
    #expect(error!.description.hasPrefix("net:2:"))
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func `an edge list gives back the graph it was written of`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "test")
    let count = 1 + random.below(30)
    let graph = Graph(nodeCount: count, edges: (0..<random.below(2 * count)).map { _ in (random.below(count), random.below(count)) })
    #expect(try EdgeList(EdgeList.text(graph), path: "list").graph == graph)
  }

  @Test func `names of an edge list are numbers in their order, or whatever they are in order of appearance`() throws {
    let numbers = try EdgeList("# zero-based\n10 0 0.5\n0 2 1.25 # heavy\n7\n", path: "list")
    #expect(numbers.names == ["0", "2", "7", "10"] && numbers.graph == Graph(nodeCount: 4, edges: [(3, 0), (0, 1)]))
    let words = try EdgeList("lyon,paris\nparis\tnice", path: "list")
    #expect(words.names == ["lyon", "paris", "nice"] && words.graph == Graph(nodeCount: 3, edges: [(0, 1), (1, 2)]))
    #expect(try EdgeList("1 4000000000", path: "list").graph.nodeCount == 2, "a number claims no memory")
    #expect(throws: TopologyError.self) { try EdgeList("# nothing\n", path: "list") }
    let long = #expect(throws: TopologyError.self) { try EdgeList("a b\n" + String(repeating: "x", count: 300) + " b", path: "list") }
    #expect(long!.description.hasPrefix("list:2:"))
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "{\"nodes\": [], \"edges\": []}", "{\"nodes\": [{\"id\": 0}]}", "{\"nodes\": [{}], \"edges\": []}",
    "{\"nodes\": [{\"id\": 0}, {\"id\": 0}], \"edges\": []}", "{\"nodes\": [{\"id\": 0}], \"edges\": [{\"source\": 0, \"target\": 1}]}",
    "{\"nodes\": [{\"id\": 0}], \"edges\": [7]}", "{\"nodes\": {\"id\": 0}, \"edges\": [7]}",
  ])
  func `a map that isn't one is refused by name`(text: String) {
    let error = #expect(throws: TopologyError.self) { try NodeLinkMap(text, path: "map.json") }
    #expect(error!.description.hasPrefix("map.json: "))
  }

  @Test func `a map has the links it lists`() throws {
    let map = try NodeLinkMap(
      "{\"nodes\": [{\"id\": 5, \"name\": \"R5\"}, {\"id\": \"b\"}, {\"id\": 7}], \"links\": [{\"source\": 5, \"target\": \"b\"}]}", path: "map")
    #expect(map.names == ["R5", "b", "7"] && map.graph == Graph(nodeCount: 3, edges: [(0, 1)]))
  }

  @Test func `round trips link each host to its nearest, or all that are near enough`() {
    let times: [Int32] = [0, 10, 30, 50, 12, 0, 20, 90, 30, 20, 0, 95, 50, 90, 95, 0]
    #expect(Graph(roundTrips: times, count: 4, linking: .nearest(1)) == Graph(nodeCount: 4, edges: [(0, 1), (1, 2), (0, 3)]))
    #expect(Graph(roundTrips: times, count: 4, linking: .below(20)) == Graph(nodeCount: 4, edges: [(0, 1), (1, 2)]))
    #expect(Graph(roundTrips: times, count: 4, linking: .below(0)).edgeCount == 0)
  }
}
