import Kernels
import Simulation
import Testing
import Topology
import Transport

private func network(loss: Double = 0) -> Network {
  let matrix: [Int32] = [0, 100_000, 40_000, 80_000, 0, 20_000, 40_000, 20_000, 0]
  let roundTrips = RoundTrips(measured: matrix, hostCount: 3, nodeCount: 3, random: RandomStream(seed: 1, "rtt"))
  return Network(roundTrips: roundTrips, bandwidth: 1_000_000, lossRatio: loss, random: RandomStream(seed: 1, "loss"))
}

@Test func `round trips are symmetric, zero to oneself, and never zero to another`() {
  let roundTrips = network().roundTrips
  #expect(roundTrips(0, 1) == 90_000)
  for a in 0..<3 {
    for b in 0..<3 { #expect(roundTrips(a, b) == roundTrips(b, a) && (roundTrips(a, b) > 0) == (a != b)) }
  }
}

@Test func `more nodes than hosts keep the distribution of round trips`() {
  var random = RandomStream(seed: 5, "matrix")
  let hosts = 50
  let matrix = (0..<hosts * hosts).map { _ in Int32(10_000 + random.below(100_000)) }
  let roundTrips = RoundTrips(measured: matrix, hostCount: hosts, nodeCount: 1_000, random: RandomStream(seed: 1, "rtt"))
  #expect(roundTrips.isSampled)
  var sum = 0.0
  for _ in 0..<20_000 {
    let (a, b) = (random.below(1_000), random.below(1_000))
    sum += Double(roundTrips(a, b))
    #expect(roundTrips(a, b) == roundTrips(b, a))
  }
  #expect(abs(sum / 20_000 - 59_000) < 2_500)
}

@Test func `a message takes half a round trip and its time on the wire`() {
  var network = network()
  #expect(network.send(from: 0, to: 1, bytes: 1_000, id: 0) == 46_000)
  #expect(network.send(from: 1, to: 1, bytes: 1_000, id: 0) == 0)
}

@Test func `the stated share of messages is lost, the same ones each time`() {
  var first = network(loss: 0.2), second = network(loss: 0.2)
  let outcomes = (0..<20_000).map { first.send(from: 0, to: 1, bytes: 1, id: UInt64($0)) == nil }
  #expect(outcomes == (0..<20_000).map { second.send(from: 0, to: 1, bytes: 1, id: UInt64($0)) == nil })
  #expect(abs(Double(first.lost) / 20_000 - 0.2) < 0.015)
}

@Test func `a partition cuts both ways until it heals`() {
  var network = network()
  network.partition([true, true, false])
  #expect(network.send(from: 0, to: 2, bytes: 1, id: 0) == nil)
  #expect(network.send(from: 2, to: 0, bytes: 1, id: 0) == nil)
  #expect(network.send(from: 0, to: 1, bytes: 1, id: 0) != nil)
  network.heal()
  #expect(network.send(from: 0, to: 2, bytes: 1, id: 0) != nil)
}

@Test func `a message whose moment doesn't matter arrives exactly when a timed one would`() {
  var timed = network(loss: 0.3), untimed = network(loss: 0.3)
  for id in 0..<500 as Range<UInt64> {
    let travel = timed.send(from: 0, to: 1, bytes: 10, id: id)
    #expect(untimed.delivers(from: 0, to: 1, bytes: 10, id: id) == (travel != nil))
  }
  #expect(timed.lost == untimed.lost && timed.lost > 100 && timed.messages == untimed.messages && timed.bytes == untimed.bytes)
}
