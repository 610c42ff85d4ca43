/// A tour as an array with the place of each city, which local search turns around piece by piece.
struct TourOrder {
  let count: Int
  let cities: UnsafeMutablePointer<Int32>
  let places: UnsafeMutablePointer<Int32>

  func load(_ tour: UnsafePointer<Int32>) {
    for place in 0..<count {
      cities[place] = tour[place]
      places[Int(tour[place])] = Int32(place)
    }
  }

  func next(_ city: Int) -> Int {
    let place = Int(places[city]) + 1
    return Int(cities[place == count ? 0 : place])
  }

  func previous(_ city: Int) -> Int {
    let place = Int(places[city])
    return Int(cities[place == 0 ? count - 1 : place - 1])
  }

  /// Turns around `length` cities from `start` on, over the end of the array where they reach it.
  ///
  /// - Complexity: O(`length`)
  func reverse(_ start: Int, _ length: Int) {
    var first = start % count, last = (start + length - 1) % count
    for _ in 0..<max(0, length) / 2 {
      let (a, b) = (cities[first], cities[last])
      cities[first] = b
      places[Int(b)] = Int32(first)
      cities[last] = a
      places[Int(a)] = Int32(last)
      first = first + 1 == count ? 0 : first + 1
      last = last == 0 ? count - 1 : last - 1
    }
  }

  /// Turns around the way from one city to another, or the rest of the tour where that is shorter: the same tour either way.
  func reverse(from a: Int, to b: Int) {
    let start = Int(places[a])
    var length = Int(places[b]) - start
    length = (length < 0 ? length + count : length) + 1
    if 2 * length <= count { reverse(start, length) } else { reverse(start + length, count - length) }
  }
}
