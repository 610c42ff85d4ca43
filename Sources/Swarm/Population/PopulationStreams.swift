import Kernels

/// The chance in a population, a stream for each purpose, so that none shifts another.
struct PopulationStreams {
  let rule: RandomStream
  let roles: RandomStream
  let opening: RandomStream
  let hearing: RandomStream
  let lies: RandomStream
  let evidence: RandomStream
  let activation: RandomStream
  let switching: RandomStream

  init(seed: UInt64) {
    func stream(_ purpose: String) -> RandomStream { RandomStream(seed: seed, "population", purpose) }
    rule = stream("rule")
    roles = stream("roles")
    opening = stream("opening")
    hearing = stream("hearing")
    lies = stream("lies")
    evidence = stream("evidence")
    activation = stream("activation")
    switching = stream("switching")
  }
}
