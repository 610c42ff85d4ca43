/// A symmetric travelling-salesman instance: whole distances between cities.
public struct TravellingSalesman: Sendable {
  /// More cities than this would need gigabytes of distances.
  public static let citiesMax = 10_000

  public let name: String
  public let count: Int
  /// Row by row.
  public let distances: [Int32]
  /// Where the cities are, to be drawn; empty where only distances are known.
  public let points: [SIMD2<Double>]

  @inlinable public func distance(_ a: Int, _ b: Int) -> Int { Int(distances[a * count + b]) }

  /// - Parameter distances: *n* × *n*, row by row, the same there and back.
  init(name: String, distances: [Int32], points: [SIMD2<Double>]) {
    self.name = name
    count = Int(Double(distances.count).squareRoot())
    self.distances = distances
    self.points = points
  }

  init(name: String, points: [SIMD2<Double>], _ measure: TsplibDistance) {
    let n = points.count
    let distances = [Int32](unsafeUninitializedCapacity: n * n) { distances, count in
      for i in 0..<n {
        distances[i * n + i] = 0
        for j in 0..<i {
          let distance = measure(points[i], points[j])
          distances[i * n + j] = distance
          distances[j * n + i] = distance
        }
      }
      count = n * n
    }
    self.init(name: name, distances: distances, points: points)
  }

  /// - Parameter points: Euclidean; distances are rounded to the nearest integer, as TSPLIB's EUC_2D.
  public init(name: String, points: [(x: Double, y: Double)]) {
    self.init(name: name, points: points.map { SIMD2($0.x, $0.y) }, .euclidean)
  }

  /// Length of the closed tour.
  public func length(of tour: [Int32]) -> Int {
    var total = 0
    for i in tour.indices { total += distance(Int(tour[i]), Int(tour[(i + 1) % tour.count])) }
    return total
  }
}
