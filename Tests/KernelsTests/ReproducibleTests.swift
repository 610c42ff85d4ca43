import Kernels
import Testing

/// Function, arguments, and the value rounded from 1,500 bits.
private let references: [(function: String, x: Double, y: Double, value: Double)] = [
  ("exp", -0x1.7480000000000p+9, 0x0.0p+0, 0x0.0000000000001p-1022),
  ("exp", -0x1.6240000000000p+9, 0x0.0p+0, 0x0.e6cf6d08897acp-1022),
  ("exp", -0x1.0000000000000p+0, 0x0.0p+0, 0x1.78b56362cef38p-2),
  ("exp", 0x1.70ef54646d497p-57, 0x0.0p+0, 0x1.0000000000000p+0),
  ("exp", 0x1.3333333333333p-2, 0x0.0p+0, 0x1.599058c8c1a96p+0),
  ("exp", 0x1.0000000000000p-1, 0x0.0p+0, 0x1.a61298e1e069cp+0),
  ("exp", 0x1.0000000000000p+0, 0x0.0p+0, 0x1.5bf0a8b145769p+1),
  ("exp", 0x1.5e20000000000p+9, 0x0.0p+0, 0x1.2fd8e4cbfa413p+1010),
  ("exp", 0x1.62e0000000000p+9, 0x0.0p+0, 0x1.ef85a11e73f2dp+1023),
  ("expm1", -0x1.e000000000000p+4, 0x0.0p+0, -0x1.ffffffffffcb5p-1),
  ("expm1", -0x1.0000000000000p-1, 0x0.0p+0, -0x1.92e9a0720d3ecp-2),
  ("expm1", -0x1.19799812dea11p-40, 0x0.0p+0, -0x1.19799812de065p-40),
  ("expm1", 0x1.56e1fc2f8f359p-997, 0x0.0p+0, 0x1.56e1fc2f8f359p-997),
  ("expm1", 0x1.5c28f5c28f5c3p-2, 0x0.0p+0, 0x1.9eaa94c8422f5p-2),
  ("expm1", 0x1.70a3d70a3d70ap-2, 0x0.0p+0, 0x1.bbbab4bfb9d7ep-2),
  ("expm1", 0x1.0000000000000p+0, 0x0.0p+0, 0x1.b7e151628aed3p+0),
  ("expm1", 0x1.9000000000000p+5, 0x0.0p+0, 0x1.19103e4080b45p+72),
  ("log", 0x0.0000000000001p-1022, 0x0.0p+0, -0x1.74385446d71c3p+9),
  ("log", 0x1.56e1fc2f8f359p-997, 0x0.0p+0, -0x1.5963447f87fb5p+9),
  ("log", 0x1.0000000000000p-1, 0x0.0p+0, -0x1.62e42fefa39efp-1),
  ("log", 0x1.ffffde7210be9p-1, 0x0.0p+0, -0x1.0c6f82d74d230p-20),
  ("log", 0x1.000001ad7f29bp+0, 0x0.0p+0, 0x1.ad7f2847b6492p-24),
  ("log", 0x1.68f5c28f5c28fp+0, 0x0.0p+0, 0x1.5fd5fabe64084p-2),
  ("log", 0x1.6b851eb851eb8p+0, 0x0.0p+0, 0x1.6712984ec8f15p-2),
  ("log", 0x1.4000000000000p+3, 0x0.0p+0, 0x1.26bb1bbb55516p+1),
  ("log", 0x1.e42d130773b76p+1023, 0x0.0p+0, 0x1.62dd08fdc6f88p+9),
  ("tanh", -0x1.5800000000000p+4, 0x0.0p+0, -0x1.0000000000000p+0),
  ("tanh", -0x1.0000000000000p+0, 0x0.0p+0, -0x1.85efab514f394p-1),
  ("tanh", -0x1.0000000000000p-1, 0x0.0p+0, -0x1.d9353d7568af3p-2),
  ("tanh", 0x1.12e0be826d695p-30, 0x0.0p+0, 0x1.12e0be826d695p-30),
  ("tanh", 0x1.0000000000000p-2, 0x0.0p+0, 0x1.f597ea69a1c86p-3),
  ("tanh", 0x1.fff2e48e8a71ep-1, 0x0.0p+0, 0x1.85ea2a029f068p-1),
  ("tanh", 0x1.8000000000000p+0, 0x0.0p+0, 0x1.cf6f9786df577p-1),
  ("tanh", 0x1.3000000000000p+4, 0x0.0p+0, 0x1.fffffffffffffp-1),
  ("sin", 0x1.4f8b588e368f1p-17, 0x0.0p+0, 0x1.4f8b588e1e8a2p-17),
  ("sin", 0x1.91eb851eb851fp-1, 0x0.0p+0, 0x1.69e4fd79ac743p-1),
  ("sin", 0x1.947ae147ae148p-1, 0x0.0p+0, 0x1.6bb36c9347c8ep-1),
  ("sin", 0x1.921fb54442d18p+0, 0x0.0p+0, 0x1.0000000000000p+0),
  ("sin", 0x1.921fb54442d18p+1, 0x0.0p+0, 0x1.1a62633145c07p-53),
  ("sin", -0x1.4000000000000p+3, 0x0.0p+0, 0x1.1689ef5f34f52p-1),
  ("sin", 0x1.e848000000000p+19, 0x0.0p+0, -0x1.6664b2568d867p-2),
  ("sin", 0x1.0f0cf064dd592p+73, 0x0.0p+0, -0x1.b453ab76bf397p-1),
  ("sin", 0x1.e42d130773b76p+1023, 0x0.0p+0, -0x1.30c567d277075p-1),
  ("cos", 0x1.4f8b588e368f1p-17, 0x0.0p+0, 0x1.ffffffff920c8p-1),
  ("cos", 0x1.91eb851eb851fp-1, 0x0.0p+0, 0x1.6a2ecb934b59ap-1),
  ("cos", 0x1.947ae147ae148p-1, 0x0.0p+0, 0x1.685e69c8569afp-1),
  ("cos", 0x1.921fb54442d18p+0, 0x0.0p+0, 0x1.1a62633145c07p-54),
  ("cos", 0x1.921fb54442d18p+1, 0x0.0p+0, -0x1.0000000000000p+0),
  ("cos", -0x1.4000000000000p+3, 0x0.0p+0, -0x1.ad9ac890c6b1fp-1),
  ("cos", 0x1.e848000000000p+19, 0x0.0p+0, 0x1.df9df9906d32cp-1),
  ("cos", 0x1.0f0cf064dd592p+73, 0x0.0p+0, 0x1.0be2cef01c8f4p-1),
  ("cos", 0x1.fcdef182b35c0p+988, 0x0.0p+0, -0x1.267c41c31e029p-3),
  ("pow", 0x1.0000000000000p+1, 0x1.0000000000000p-1, 0x1.6a09e667f3bcdp+0),
  ("pow", 0x1.4000000000000p+3, -0x1.2c00000000000p+8, 0x1.56e1fc2f8f359p-997),
  ("pow", 0x1.000001ad7f29bp+0, 0x1.dcd6500000000p+29, 0x1.349445c228792p+144),
  ("pow", 0x1.0000000000000p-1, 0x1.0c80000000000p+10, 0x0.0000000000001p-1022),
  ("pow", 0x1.8000000000000p+1, 0x1.2c40000000000p+9, 0x1.b48b2442c167fp+951),
  ("pow", 0x1.56e1fc2f8f359p-997, 0x1.6666666666666p-1, 0x1.50a6110d6aa6ep-698),
  ("pow", -0x1.8000000000000p+1, 0x1.c000000000000p+2, -0x1.1160000000000p+11),
  ("pow", 0x1.ff7ced916872bp-1, 0x1.55cc000000000p+19, 0x1.863b98bac5e73p-1011),
  ("pow", 0x1.8000000000000p+0, -0x1.2000000000000p+1, 0x1.9b3d438ada293p-2),
]

@Suite struct ReproducibleTests {
  static func call(_ function: String, _ x: Double, _ y: Double) -> Double {
    switch function {
    case "exp": Reproducible.exp(x)
    case "expm1": Reproducible.expm1(x)
    case "log": Reproducible.log(x)
    case "tanh": Reproducible.tanh(x)
    case "sin": Reproducible.sin(x)
    case "cos": Reproducible.cos(x)
    default: Reproducible.pow(x, y)
    }
  }

  @Test func `results are within 2 ulp of a high-precision reference`() {
    for reference in references {
      let result = Self.call(reference.function, reference.x, reference.y)
      #expect(abs(result - reference.value) <= 2 * reference.value.ulp, "\(reference.function)(\(reference.x), \(reference.y)) = \(result), not \(reference.value)")
    }
  }

  @Test func `special values follow IEEE 754`() {
    #expect(Reproducible.exp(-.infinity) == 0 && Reproducible.exp(.infinity) == .infinity && Reproducible.exp(.nan).isNaN)
    #expect(Reproducible.log(0) == -.infinity && Reproducible.log(-1).isNaN && Reproducible.log(.infinity) == .infinity && Reproducible.log(1) == 0)
    #expect(Reproducible.pow(.nan, 0) == 1 && Reproducible.pow(1, .nan) == 1 && Reproducible.pow(-8, 1.0 / 3).isNaN)
    #expect(Reproducible.pow(-2, 3) == -8 && Reproducible.pow(-0.0, -3) == -.infinity && Reproducible.pow(-1, .infinity) == 1)
    #expect(Reproducible.pow(2, -1074) == .leastNonzeroMagnitude && Reproducible.pow(2, 1024) == .infinity && Reproducible.pow(0.5, 1e300) == 0)
    #expect(Reproducible.tanh(-.infinity) == -1 && Reproducible.tanh(1e-300) == 1e-300)
    #expect(Reproducible.sin(.infinity).isNaN && Reproducible.cos(0) == 1 && Reproducible.sin(-0.0).sign == .minus)
    #expect(Reproducible.expm1(-1e9) == -1 && Reproducible.expm1(1e9) == .infinity)
  }

  @Test func `the bits of 100,000 results are those recorded`() {
    var random = RandomStream(seed: 2024, "bits")
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for _ in 0..<100_000 / 8 {
      let x = 80 * (random.uniform() - 0.5), y = random.uniform() * 9
      for result in [
        Reproducible.exp(x), Reproducible.expm1(x / 8), Reproducible.log(y), Reproducible.pow(y, x), Reproducible.tanh(x / 20), Reproducible.sin(x * 1e5),
        Reproducible.cos(x), random.normal(),
      ] { digest = (digest ^ result.bitPattern) &* 0x100_0000_01B3 }
    }
    #expect(digest == 0xAF51670BB4833EDE)
  }

  @Test func `distributions have their mean and variance`() {
    func moments(_ count: Int = 200_000, _ draw: (inout RandomStream) -> Double) -> (mean: Double, variance: Double) {
      var random = RandomStream(seed: 8, "moments")
      let draws = (0..<count).map { _ in draw(&random) }
      let mean = draws.reduce(0, +) / Double(count)
      return (mean, draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count))
    }
    let normal = moments { $0.normal() }
    #expect(abs(normal.mean) < 0.01 && abs(normal.variance - 1) < 0.02)
    let exponential = moments { $0.exponential() }
    #expect(abs(exponential.mean - 1) < 0.01 && abs(exponential.variance - 1) < 0.03)
    for shape in [0.3, 1, 2.5, 40] {
      let gamma = moments { $0.gamma(shape: shape) }
      #expect(abs(gamma.mean - shape) < 0.015 * max(shape, 1) && abs(gamma.variance - shape) < 0.04 * max(shape, 1), "gamma \(shape): \(gamma)")
    }
    for (a, b) in [(0.5, 0.5), (2.0, 5.0), (30, 3)] {
      let beta = moments { $0.beta(a, b) }
      #expect(abs(beta.mean - a / (a + b)) < 0.005 && abs(beta.variance - a * b / ((a + b) * (a + b) * (a + b + 1))) < 0.003, "beta \(a), \(b): \(beta)")
    }
  }

  @Test func `tiny shapes still give a beta draw in range`() {
    var random = RandomStream(seed: 1, "tiny")
    for _ in 0..<1000 { #expect((0...1).contains(random.beta(1e-4, 1e-4))) }
  }
}

/// Marsaglia & Tsang's method word for word, without the squeeze and a block made anew for each uniform.
private func plainGamma(_ random: inout RandomStream, shape: Double) -> Double {
  if shape < 1 {
    let boosted = plainGamma(&random, shape: shape + 1)
    return boosted * Reproducible.pow(1 - random.uniform(), 1 / shape)
  }
  let d = shape - 1.0 / 3, c = 1 / Reproducible.sqrt(9 * d)
  while true {
    let radius = Reproducible.sqrt(-2 * Reproducible.log(1 - random.uniform()))
    let x = radius * Reproducible.cos(2 * .pi * random.uniform())
    let t = 1 + c * x
    let u = 1 - random.uniform()
    guard t > 0 else { continue }
    let v = t * t * t
    if Reproducible.log(u) < 0.5 * x * x + d - d * v + d * Reproducible.log(v) { return d * v }
  }
}

@Test(arguments: [0.01, 0.5, 1, 1.3, 7, 250, 40_000, 2e6] as [Double])
func `shortcuts change no bit of a gamma draw, nor what is drawn after it`(shape: Double) {
  for lane in 0..<3_000 as Range<UInt64> {
    var quick = RandomStream(seed: 11, "test", "gamma", lane: lane), plain = quick
    if lane % 2 == 1 { (_, _) = (quick.uniform(), plain.uniform()) }
    #expect(quick.gamma(shape: shape) == plainGamma(&plain, shape: shape), "lane \(lane)")
    #expect(quick.state.draw == plain.state.draw, "lane \(lane)")
  }
}
