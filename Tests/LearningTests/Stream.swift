import Adaptation
import Datasets
import Kernels
import Learning

/// The bundled data, found from this file's own place.
enum Bundled {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/scripts/data"
  }()

  static func utterances() throws -> Utterances { try Utterances.shared(folder: folder + "/clinc150") }

  /// One task type a domain, one prototype an intent, from the few-shot rows.
  static func types(_ utterances: Utterances) throws -> TaskTypes {
    let rows = utterances.fewShotRows(10)
    return try TaskTypes(
      examples: rows.flatMap { utterances.embedding($0) }, dimension: utterances.dimension,
      groups: rows.map { utterances.intent($0)! }, typeOfGroup: utterances.domainOfIntent)
  }
}

/// A day at the market without the market: tasks reach nodes that each see few domains, and are served, then learned from.
struct Stream {
  struct Task {
    var node: Int
    var row: Int
    var time: Int64
  }
  let tasks: [Task]
  let neighbours: [[Int]]

  /// - Parameter alpha: of the Dirichlet that deals domains to nodes: small is unlike.
  init(_ utterances: Utterances, nodes: Int = 128, arrivals: Int = 18_398, alpha: Double = 0.3, seed: UInt64) {
    let learned = Set(utterances.fewShotRows(10))
    var rowsOfDomain = [[Int]](repeating: [], count: utterances.domains.count)
    for row in utterances.rows(.train, inScope: true) where !learned.contains(row) { rowsOfDomain[utterances.domain(row)!].append(row) }
    var random = RandomStream(seed: seed, "stream")
    for domain in rowsOfDomain.indices { rowsOfDomain[domain].shuffle(using: &random) }
    let mixes = (0..<nodes).map { _ in
      let weights = rowsOfDomain.map { _ in random.gamma(shape: alpha) }
      let total = weights.reduce(0, +)
      return weights.map { $0 / total }
    }
    var neighbours = [Set<Int>](repeating: [], count: nodes)
    for i in 0..<nodes {
      for j in 1...4 {
        var other = (i + j) % nodes
        while random.uniform() < 0.2 || other == i || neighbours[i].contains(other) { other = random.below(nodes) }
        neighbours[i].insert(other)
        neighbours[other].insert(i)
      }
    }
    self.neighbours = neighbours.map { $0.sorted() }
    var next = [Int](repeating: 0, count: rowsOfDomain.count)
    var tasks: [Task] = []
    for index in 0..<arrivals {
      let submitter = random.below(nodes)
      var u = random.uniform()
      var domain = 0
      while domain < mixes[submitter].count - 1, u >= mixes[submitter][domain] {
        u -= mixes[submitter][domain]
        domain += 1
      }
      let row = rowsOfDomain[domain][next[domain] % rowsOfDomain[domain].count]
      next[domain] += 1
      let near = self.neighbours[submitter]
      tasks.append(Task(node: near[random.below(near.count)], row: row, time: Int64(index) * 3_600_000_000 / Int64(arrivals)))
    }
    self.tasks = tasks
  }
}
