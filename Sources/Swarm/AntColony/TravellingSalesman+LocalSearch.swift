extension TravellingSalesman {
  /// A tour shortened until no exchange of the search's kind, along links to the `candidates` nearest cities, shortens it.
  ///
  /// - Precondition: `tour` has every city once.
  /// - Complexity: O(*n*²) to find the nearest cities; the exchanges take about O(*n* · `candidates`) to find.
  public func shortened(_ tour: [Int32], by search: LocalSearch, candidates: Int = 20) -> [Int32] {
    precondition(tour.sorted() == Array(0..<Int32(count)))
    guard count >= TourImprover.citiesMin, search != .none else { return tour }
    let lists = CandidateLists(self, width: candidates)
    let improver = TourImprover(cities: count, width: lists.width)
    var tour = tour
    lists.nearest.withUnsafeBufferPointer { nearest in
      distances.withUnsafeBufferPointer { distances in
        tour.withUnsafeMutableBufferPointer {
          _ = improver.improve(
            $0.baseAddress!, by: search, TourGround(cities: count, nearest: nearest.baseAddress!, distances: distances.baseAddress!))
        }
      }
    }
    return tour
  }
}
