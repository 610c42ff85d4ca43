/// A symmetric travelling-salesman instance: whole distances between cities.
public struct TravellingSalesman: Sendable {
  /// More cities than this would need gigabytes of distances.
  public static let citiesMax = 10_000

  public let name: String
  public let count: Int
  /// Row by row.
  public let distances: [Int32]

  @inlinable public func distance(_ a: Int, _ b: Int) -> Int { Int(distances[a * count + b]) }

  /// - Parameter points: Euclidean; distances are rounded to the nearest integer, as TSPLIB's EUC_2D.
  public init(name: String, points: [(x: Double, y: Double)]) {
    self.name = name
    count = points.count
    var distances = [Int32](repeating: 0, count: points.count * points.count)
    for (i, a) in points.enumerated() {
      for (j, b) in points.enumerated() {
        let (dx, dy) = (a.x - b.x, a.y - b.y)
        distances[i * points.count + j] = Int32((dx * dx + dy * dy).squareRoot() + 0.5)
      }
    }
    self.distances = distances
  }

  /// Length of the closed tour.
  public func length(of tour: [Int32]) -> Int {
    var total = 0
    for i in tour.indices { total += distance(Int(tour[i]), Int(tour[(i + 1) % tour.count])) }
    return total
  }
}

extension TravellingSalesman {
  /// Reads TSPLIB text with `EDGE_WEIGHT_TYPE : EUC_2D` and a `NODE_COORD_SECTION`.
  ///
  /// - Throws: `SwarmError` naming the line and what was expected there.
  public init(tsplib text: String) throws(SwarmError) {
    var name = "", dimension: Int?, points: [(x: Double, y: Double)] = []
    var inCoordinates = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(whereSeparator: { $0.isWhitespace || $0 == ":" && !inCoordinates })
      guard let keyword = fields.first, keyword != "EOF" else { continue }
      if inCoordinates {
        guard fields.count == 3, let x = Double(fields[1]), let y = Double(fields[2]), abs(x) <= 1e8, abs(y) <= 1e8 else {
          throw SwarmError("line \(number + 1): a city's number and two coordinates within ±1e8 expected, got '\(line)'")
        }
        guard points.count < dimension! else { throw SwarmError("line \(number + 1): more cities than DIMENSION, \(dimension!)") }
        points.append((x, y))
        continue
      }
      switch keyword {
      case "NAME": name = fields.dropFirst().joined(separator: " ")
      case "DIMENSION":
        guard fields.count == 2, let cities = Int(fields[1]), (3...Self.citiesMax).contains(cities) else {
          throw SwarmError("line \(number + 1): DIMENSION of 3…\(Self.citiesMax) cities expected, got '\(line)'")
        }
        dimension = cities
      case "EDGE_WEIGHT_TYPE":
        guard fields.last == "EUC_2D" else { throw SwarmError("line \(number + 1): only EUC_2D distances can be read, got '\(line)'") }
      case "NODE_COORD_SECTION":
        guard dimension != nil else { throw SwarmError("line \(number + 1): DIMENSION must come before the cities") }
        inCoordinates = true
      default: break  // TYPE, COMMENT and others change nothing here
      }
    }
    guard let dimension, points.count == dimension else {
      throw SwarmError("\(dimension ?? 0) cities expected by DIMENSION, \(points.count) found")
    }
    self.init(name: name, points: points)
  }
}
