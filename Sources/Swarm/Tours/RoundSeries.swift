/// What each round came to, thinned as a search grows long: of every so many rounds the last, at most `limit` in all.
struct RoundSeries {
  private static let limit = 4096
  private(set) var rounds: [Int64] = []
  private(set) var best: [Double] = []
  private(set) var shortest: [Double] = []
  private(set) var mean: [Double] = []
  private var stride = 1

  mutating func record(round: Int, best: Int, shortest: Int, mean: Double) {
    guard round % stride == 0 else { return }
    rounds.append(Int64(round))
    self.best.append(Double(best))
    self.shortest.append(Double(shortest))
    self.mean.append(mean)
    if rounds.count >= Self.limit { thin() }
  }

  private mutating func thin() {
    stride *= 2
    let kept = rounds.indices.filter { rounds[$0] % Int64(stride) == 0 }
    (best, shortest, mean) = (kept.map { best[$0] }, kept.map { shortest[$0] }, kept.map { mean[$0] })
    rounds = kept.map { rounds[$0] }
  }
}
