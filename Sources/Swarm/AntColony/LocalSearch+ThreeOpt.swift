extension TourImprover {
  /// Links that are taken out of a tour, each by the place of its first city.
  ///
  /// Three links a–b, c–d, e–f in the order of the tour leave the pieces b…c and d…e between them, and f…a. There are four
  /// ways to join these that no exchange of two links reaches; `Joint` names them by what follows a.
  private struct Exchange {
    var places: (Int, Int, Int) = (0, 0, 0)
    var joint = Joint.two
    var gain = 0
    var cities: (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
  }

  private enum Joint {
    /// Two links only.
    case two
    /// a–c, b–e, d–f: both pieces turned in place.
    case turnBoth
    /// a–d, e–b, c–f: pieces swapped.
    case swap
    /// a–d, e–c, b–f: swapped, the first turned.
    case swapTurningFirst
    /// a–e, d–b, c–f: swapped, the second turned.
    case swapTurningSecond

    /// What joins the six ends 0…5 for a…f, given what is joined to a and to b; nil where that is no tour.
    init?(_ a: Int, _ b: Int) {
      switch (a, b) {
      case (2, 4): self = .turnBoth
      case (3, 4): self = .swap
      case (3, 5): self = .swapTurningFirst
      case (4, 3): self = .swapTurningSecond
      default: return nil
      }
    }
  }

  /// Of all exchanges of two or three links that begin by taking out one at `t1`, makes the one that gains most.
  ///
  /// - Returns: what it gained; 0 where none does.
  /// - Complexity: O(`width`²) to find, O(*n*) to make.
  func exchangeThree(at t1: Int, _ ground: TourGround) -> Int {
    var best = Exchange()
    for t2IsNext in [true, false] {
      let t2 = t2IsNext ? order.next(t1) : order.previous(t1)
      let d12 = ground.distance(t1, t2)
      for j in 0..<width {
        let t3 = Int(ground.nearest[t2 * width + j])
        let g1 = d12 - ground.distance(t2, t3)
        if g1 <= 0 { break }
        for t4IsNext in [true, false] {
          let t4 = t4IsNext ? order.next(t3) : order.previous(t3)
          guard t4 != t2 else { continue }
          let g2 = g1 + ground.distance(t3, t4)
          let first = end(t1, t2, t2IsNext), second = end(t3, t4, t4IsNext)
          // Closed here, t2…t4 is turned around; with t4 on the other side of t3 there would be two tours
          if t2IsNext != t4IsNext, g2 - ground.distance(t4, t1) > best.gain {
            best = Exchange(places: (first, second, -1), joint: .two, gain: g2 - ground.distance(t4, t1), cities: (t1, t2, t3, t4, t1, t2))
          }
          extend(&best, t1, t2, t3, t4, g2, first, second, t2IsNext, t4IsNext, ground)
        }
      }
    }
    guard best.gain > 0 else { return 0 }
    apply(best)
    let c = best.cities
    for city in [c.0, c.1, c.2, c.3, c.4, c.5] { enqueue(city) }
    return best.gain
  }

  /// Place of a link's first city.
  private func end(_ a: Int, _ b: Int, _ bIsNext: Bool) -> Int { Int(order.places[bIsNext ? a : b]) }

  private func extend(
    _ best: inout Exchange, _ t1: Int, _ t2: Int, _ t3: Int, _ t4: Int, _ g2: Int, _ first: Int, _ second: Int, _ t2IsNext: Bool,
    _ t4IsNext: Bool, _ ground: TourGround
  ) {
    for j in 0..<width {
      let t5 = Int(ground.nearest[t4 * width + j])
      let g3 = g2 - ground.distance(t4, t5)
      if g3 <= 0 { break }
      for t6IsNext in [true, false] {
        let t6 = t6IsNext ? order.next(t5) : order.previous(t5)
        let third = end(t5, t6, t6IsNext)
        let gain = g3 + ground.distance(t5, t6) - ground.distance(t6, t1)
        guard gain > best.gain, third != first, third != second else { continue }
        // Ends as a…f: a link's rank along the tour, and whether the city is its second
        let ranks = (
          (second < first ? 1 : 0) + (third < first ? 1 : 0), (first < second ? 1 : 0) + (third < second ? 1 : 0),
          (first < third ? 1 : 0) + (second < third ? 1 : 0)
        )
        let e1 = 2 * ranks.0 + (t2IsNext ? 0 : 1), e2 = 2 * ranks.0 + (t2IsNext ? 1 : 0)
        let e3 = 2 * ranks.1 + (t4IsNext ? 0 : 1), e4 = 2 * ranks.1 + (t4IsNext ? 1 : 0)
        let e5 = 2 * ranks.2 + (t6IsNext ? 0 : 1), e6 = 2 * ranks.2 + (t6IsNext ? 1 : 0)
        func partner(_ end: Int) -> Int {
          end == e1 ? e6 : end == e2 ? e3 : end == e3 ? e2 : end == e4 ? e5 : end == e5 ? e4 : e1
        }
        guard let joint = Joint(partner(0), partner(1)) else { continue }
        best = Exchange(places: (first, second, third), joint: joint, gain: gain, cities: (t1, t2, t3, t4, t5, t6))
      }
    }
  }

  private func apply(_ exchange: Exchange) {
    if exchange.joint == .two {
      let (t1, t2, t3, t4) = (exchange.cities.0, exchange.cities.1, exchange.cities.2, exchange.cities.3)
      if order.next(t1) == t2 { order.reverse(from: t2, to: t4) } else { order.reverse(from: t1, to: t3) }
      return
    }
    var (p, q, r) = exchange.places
    if p > q { swap(&p, &q) }
    if q > r { swap(&q, &r) }
    if p > q { swap(&p, &q) }
    let first = q - p, second = r - q
    let start = p + 1
    switch exchange.joint {
    case .two: break
    case .turnBoth:
      order.reverse(start, first)
      order.reverse(start + first, second)
    case .swap:
      order.reverse(start, first)
      order.reverse(start + first, second)
      order.reverse(start, first + second)
    case .swapTurningFirst:
      order.reverse(start + first, second)
      order.reverse(start, first + second)
    case .swapTurningSecond:
      order.reverse(start, first)
      order.reverse(start, first + second)
    }
  }
}
