/// Of each city, the nearest others in order; and a number for each link that is in such a list, whichever end's.
///
/// Ants and local search look at these links first. Trails lie on them alone: with the 20 nearest of 10,000 cities that is a
/// few hundred thousand numbers instead of 50 million, and a shortest tour hardly ever uses another link.
struct CandidateLists: Sendable {
  /// How many are in each list.
  let width: Int
  /// City by city, `width` each.
  let nearest: [Int32]
  /// Beside `nearest`: the link's number.
  let links: [Int32]
  /// Of each link, its places in `nearest`: one, or else the same place twice where only one end lists the other.
  let places: [(Int32, Int32)]
  var linkCount: Int { places.count }

  /// - Complexity: O(*n*² + *n* · `width` · (log *n* + `width`))
  init(_ problem: TravellingSalesman, width: Int) {
    let n = problem.count
    let width = min(width, n - 1)
    var nearest = [Int32](repeating: 0, count: n * width)
    problem.distances.withUnsafeBufferPointer { distances in
      nearest.withUnsafeMutableBufferPointer { nearest in
        for city in 0..<n {
          let row = distances.baseAddress! + city * n, list = nearest.baseAddress! + city * width
          var found = 0
          for other in 0..<n where other != city && (found < width || row[other] < row[Int(list[width - 1])]) {
            var place = found < width ? found : width - 1
            while place > 0, row[Int(list[place - 1])] > row[other] {
              list[place] = list[place - 1]
              place -= 1
            }
            list[place] = Int32(other)
            found = min(found + 1, width)
          }
        }
      }
    }
    var links = [Int32](repeating: 0, count: n * width)
    var places: [(Int32, Int32)] = []
    for city in 0..<n {
      for place in city * width..<(city + 1) * width {
        let other = Int(nearest[place])
        let back = nearest[other * width..<(other + 1) * width].firstIndex(of: Int32(city))
        if let back, other < city {
          links[place] = links[back]
          places[Int(links[back])].1 = Int32(place)
        } else {
          links[place] = Int32(places.count)
          places.append((Int32(place), Int32(place)))
        }
      }
    }
    (self.width, self.nearest, self.links, self.places) = (width, nearest, links, places)
  }

  /// The number of the link between two cities; nil where neither lists the other.
  ///
  /// - Complexity: O(`width`)
  func link(_ a: Int, _ b: Int) -> Int? {
    nearest.withUnsafeBufferPointer { nearest in
      for (from, to) in [(a, b), (b, a)] {
        for place in from * width..<(from + 1) * width where nearest[place] == Int32(to) { return Int(links[place]) }
      }
      return nil
    }
  }
}
