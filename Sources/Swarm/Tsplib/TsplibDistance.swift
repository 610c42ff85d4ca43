import Glibc
import Kernels

/// TSPLIB's distances between points: whole numbers, by its formulas. Reinelt, "TSPLIB 95", section 2.
enum TsplibDistance: String, CaseIterable {
  /// Straight, to the nearest whole number; upwards.
  case euclidean = "EUC_2D", euclideanUp = "CEIL_2D"
  /// The greater difference; the sum of both.
  case maximum = "MAX_2D", manhattan = "MAN_2D"
  /// Pseudo-Euclidean, of the instances att48 and att532.
  case att = "ATT"
  /// Over the Earth, from latitude and longitude as degrees.minutes, in km.
  case geographical = "GEO"

  func callAsFunction(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Int32 {
    let d = a - b
    let x = d.x.magnitude, y = d.y.magnitude
    switch self {
    case .euclidean: return nearest((x * x + y * y).squareRoot())
    case .euclideanUp: return Int32((x * x + y * y).squareRoot().rounded(.up))
    case .maximum: return max(nearest(x), nearest(y))
    case .manhattan: return nearest(x + y)
    case .att:
      let exact = ((x * x + y * y) / 10).squareRoot()
      let whole = nearest(exact)
      return Double(whole) < exact ? whole + 1 : whole
    case .geographical: return overTheEarth(a, b)
    }
  }

  /// What is wrong with a point; nil if nothing.
  func problem(with point: SIMD2<Double>) -> String? {
    if self == .geographical {
      return abs(point.x) <= 90 && abs(point.y) <= 180 ? nil : "latitude −90…90 and longitude −180…180 expected, as degrees.minutes"
    }
    return abs(point.x) <= 1e8 && abs(point.y) <= 1e8 ? nil : "coordinates within ±1e8 expected"
  }

  private func nearest(_ x: Double) -> Int32 { Int32(x + 0.5) }

  private func overTheEarth(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Int32 {
    let a = radians(a), b = radians(b)
    let q1 = Reproducible.cos(a.y - b.y), q2 = Reproducible.cos(a.x - b.x), q3 = Reproducible.cos(a.x + b.x)
    let cosine = min(1, max(-1, 0.5 * ((1 + q1) * q2 - (1 - q1) * q3)))
    // The whole part of 6378.388 · acos(cosine), + 1. The C library's acos may err in its last bit, and another one's
    // otherwise: the step it lands on is checked by a cosine with the same bits everywhere.
    let radius = 6378.388
    var whole = Int32(radius * acos(cosine))
    while Double(whole + 1) <= radius * .pi, Reproducible.cos(Double(whole + 1) / radius) >= cosine { whole += 1 }
    while whole > 0, Reproducible.cos(Double(whole) / radius) < cosine { whole -= 1 }
    return whole + 1
  }

  /// 16.47 is 16 degrees and 47 minutes; π as in TSPLIB's own programs.
  private func radians(_ point: SIMD2<Double>) -> SIMD2<Double> {
    let degrees = point.rounded(.towardZero)
    return 3.141592 * (degrees + 5 * (point - degrees) / 3) / 180
  }
}
