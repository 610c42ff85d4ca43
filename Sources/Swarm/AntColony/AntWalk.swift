import CKernels
import Kernels

/// What ants see as they walk: pointers that live as long as one round.
struct AntGround {
  let cities: Int
  let width: Int
  let nearest: UnsafePointer<Int32>
  /// Beside `nearest`: how much the link attracts.
  let attraction: UnsafePointer<Double>
  /// Row by row.
  let distances: UnsafePointer<Int32>
  /// How likely an ant takes the most attractive link rather than drawing one.
  let greed: Double
}

/// Walks a tour: each next city among the nearest not yet visited, drawn by attraction; the nearest of all where all of those
/// are visited.
///
/// - Parameters:
///   - free: scratch, one number a city: 1 where not yet visited, else 0.
///   - sums: scratch, `width` numbers.
/// - Returns: the tour's length.
/// - Complexity: O(*n* · `width`), and O(*n*) for each step that finds its list exhausted.
func walk(
  _ ground: AntGround, from start: Int, into tour: UnsafeMutablePointer<Int32>, _ free: UnsafeMutablePointer<Double>,
  _ sums: UnsafeMutablePointer<Double>, _ random: inout ck_stream
) -> Int {
  let n = ground.cities, width = ground.width
  free.update(repeating: 1, count: n)
  var city = start, length = 0
  tour[0] = Int32(city)
  free[city] = 0
  for place in 1..<n {
    let list = ground.nearest + city * width, attraction = ground.attraction + city * width
    var total = 0.0
    for k in 0..<width {
      total += attraction[k] * free[Int(list[k])]
      sums[k] = total
    }
    let row = ground.distances + city * n
    let next: Int
    if total == 0 {
      next = nearestFree(row, free, n)
    } else if ground.greed > 0, ck_stream_uniform(&random) < ground.greed {
      next = Int(list[mostAttractive(list, attraction, free, width)])
    } else {
      let target = ck_stream_uniform(&random) * total
      var k = 0
      while k < width - 1, sums[k] <= target { k += 1 }
      while free[Int(list[k])] == 0 { k -= 1 }  // rounding may have carried the target up to the total
      next = Int(list[k])
    }
    length += Int(row[next])
    city = next
    tour[place] = Int32(city)
    free[city] = 0
  }
  return length + Int(ground.distances[city * n + start])
}

private func nearestFree(_ row: UnsafePointer<Int32>, _ free: UnsafeMutablePointer<Double>, _ n: Int) -> Int {
  var best = -1
  for other in 0..<n where free[other] > 0 && (best < 0 || row[other] < row[best]) { best = other }
  return best
}

private func mostAttractive(
  _ list: UnsafePointer<Int32>, _ attraction: UnsafePointer<Double>, _ free: UnsafeMutablePointer<Double>, _ width: Int
) -> Int {
  var best = 0, most = -1.0
  for k in 0..<width where free[Int(list[k])] > 0 && attraction[k] > most { (best, most) = (k, attraction[k]) }
  return best
}
