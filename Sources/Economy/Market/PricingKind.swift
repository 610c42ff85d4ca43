import Interface
public import Policies

/// What compute costs: the price the pool asks and pays, fee included.
public enum Pricing {
  public static let kind: PolicyKind = PolicyKind(
    "pricing", "The compute market's price and fee.",
    movesMoney: true,
    functions: [
      PolicyFunction(
        "quote", "What the trader pays for, or gets for, so many units, fee included.",
        parameters: [PolicyField("units", .integer, unit: "compute units", bounds: .integers(1...ConstantProduct.unitLimit), "size of the order")],
        results: [
          PolicyField("cost", .integer, unit: "µrUv", bounds: .integers(0...ConstantProduct.tokenLimit), "paid by a buyer, to a seller")
        ]),
      PolicyFunction(
        "fee", "What the liquidity shares keep of what goes in.",
        results: [PolicyField("fee", .integer, unit: "basis points", bounds: .integers(0...1_000))]),
    ],
    fields: [
      PolicyField("side", .integer, "1 when the trader buys units, −1 when it sells them"),
      PolicyField("reserve_units", .integer, unit: "compute units", "x"),
      PolicyField("reserve_tokens", .integer, unit: "µrUv", "y"),
      PolicyField("utilization", .number, "share of all units that is sold and not yet back, 0…1: the mean over the last minute"),
      PolicyField("reputation", .number, "of the trader, 0…1"),
      PolicyField("budget", .integer, unit: "µrUv", "the most the discount fund adds to a buyer's payment"),
    ],
    laws: laws,
    fallback: { constantProduct() })

  enum Call { static let quote = 0, fee = 1 }
  enum Side { static let buy: Int64 = 1, sell: Int64 = -1 }

  /// The built-in fee in basis points.
  static let nativeFee: Int64 = 30

  /// x·y = k with a constant fee.
  private static func constantProduct() -> any Policy {
    NativePolicy(
      kind: "pricing", name: "constant_product",
      [
        { frame, _ in
          let (units, x, y) = (frame.integerArgument(0) ?? 0, frame.integer(1) ?? 0, frame.integer(2) ?? 0)
          if frame.integer(0) == Side.buy {
            let net = mulDiv(y, units, x - units, .ceil)
            frame.result(0, net.flatMap { mulDiv($0, 10_000, 10_000 - nativeFee, .ceil) } ?? ConstantProduct.tokenLimit)
          } else {
            let effective = units * (10_000 - nativeFee)
            frame.result(0, mulDiv(y, effective, x * 10_000 + effective, .floor) ?? 0)
          }
        },
        { frame, _ in frame.result(0, nativeFee) },
      ])
  }
}
