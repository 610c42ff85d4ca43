import Economy
import Kernels
import Simulation
import Testing

@Suite struct BusinessDemandTests {
  @Test func `a week has the real hour's seconds and sizes, a day's course and quiet weekends`() {
    let demand = BusinessFixture.demand(days: 14, rate: 40, nodes: 4)
    let seconds = Set(BusinessFixture.arrivals.map(\.time)), sizes = Dictionary(uniqueKeysWithValues: BusinessFixture.arrivals.map { ($0.time, $0.units) })
    var byDay = [Int](repeating: 0, count: 14), night = 0, day = 0
    for (i, request) in demand.requests.enumerated() {
      let second = request.arrival % 3_600_000_000, hour = request.arrival / 3_600_000_000 % 24
      #expect(seconds.contains(second) && sizes[second] == request.units)
      #expect(i == 0 || demand.requests[i - 1].arrival <= request.arrival)
      #expect(request.deadline > request.arrival && request.value > 0 && (0..<3).contains(request.domain))
      byDay[Int(request.arrival / 86_400_000_000)] += 1
      if hour < 6 { night += 1 } else if (12..<18).contains(hour) { day += 1 }
    }
    // 960 a working day, 576 a day of a weekend, give or take four standard deviations.
    for (i, count) in byDay.enumerated() { #expect(abs(count - (i % 7 < 5 ? 960 : 576)) < 125, "day \(i + 1): \(count)") }
    #expect(day > 2 * night)
    let first = demand.requests.count { $0.domain == 0 }, total = Double(demand.requests.count)
    #expect(abs(Double(first) / total - 0.5) < 0.03)
  }

  @Test func `a rate as high as the trace's takes every request at its peak`() {
    let demand = BusinessFixture.demand(days: 1, rate: 360, nodes: 1)
    #expect(demand.requests.count > 6_000)
    let peak = demand.requests.filter { $0.arrival / 3_600_000_000 == 15 }
    #expect(peak.count == 360)
  }
}

@Suite struct WelfareBoundTests {
  /// The most that two machines can gain from four requests, by trying every assignment and order.
  private func best(_ requests: [BusinessDemand.Request], _ gains: [[Double]], _ works: [[Microseconds]]) -> Double {
    func search(_ left: [Int], _ free: [Microseconds]) -> Double {
      var most = 0.0
      for i in left {
        for seat in 0..<2 {
          let end = max(free[seat], requests[i].arrival) + works[i][seat]
          guard end <= requests[i].deadline else { continue }
          var free = free
          free[seat] = end
          most = max(most, gains[i][seat] + search(left.filter { $0 != i }, free))
        }
      }
      return most
    }
    return search(Array(requests.indices), [0, 0])
  }

  @Test func `no schedule beats the bound, and the planner never beats the best`() {
    var tight = 0
    for seed in 0..<1_000 as Range<UInt64> {
      var random = RandomStream(seed: seed, "bound")
      var bound = WelfareBound(seats: 2)
      var requests: [BusinessDemand.Request] = [], gains: [[Double]] = [], works: [[Microseconds]] = []
      var arrival: Microseconds = 0
      for _ in 0..<4 {
        arrival += Microseconds(random.below(10)) * BusinessFixture.minute
        let request = BusinessDemand.Request(
          arrival: arrival, deadline: arrival + Microseconds(5 + random.below(40)) * BusinessFixture.minute, units: 1, value: 1, domain: 0)
        requests.append(request)
        gains.append((0..<2).map { _ in Double(random.below(100_000)) - 20_000 })
        works.append((0..<2).map { _ in Microseconds(1 + random.below(30)) * BusinessFixture.minute })
        bound.begin(request)
        for seat in 0..<2 { bound.add(gain: gains.last![seat], work: works.last![seat]) }
      }
      let best = best(requests, gains, works), least = bound.least()
      #expect(least >= best * (1 - 1e-6), "seed \(seed): bound \(least), best \(best)")
      #expect(bound.planned <= best * (1 + 1e-6), "seed \(seed): planned \(bound.planned), best \(best)")
      if least < best * 1.05 { tight += 1 }
    }
    #expect(tight > 500, "a bound that is never near is no use: \(tight)")
  }
}
