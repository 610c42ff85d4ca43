import Interface
import Policies

extension EconomyInterface {
  static let auction = Function(
    "auction", "Opens a sealed-bid auction, to be taken through its stages by hand.",
    detail: """
      Bidders first commit to prices nobody sees, then reveal them; a bid that stays sealed counts for nothing and costs its \
      bond. Fields: reserve, the most that is paid, in µrUv (required); rule, a policy such as \
      plugin.load("auction/first_price") (second price); bond, in µrUv, 0 for none (20,000); ledger, whose accounts of the \
      bidders' names the bonds come from (books of its own); seed, which decides between equal bids (1).
      """,
    .table("options"), returns: Parameter("auction", .object("auction")),
    example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close(); a:reveal(\"n1\"); a:clear()"
  ) { options in
    let known = ["reserve", "rule", "bond", "ledger", "seed"]
    if !options.list.isEmpty { throw ScriptError("options are given by name: { reserve = 500 }") }
    for (key, _) in options.fields {
      guard case .string(let name) = key, known.contains(name) else {
        let name = if case .string(let name) = key { name } else { key.typeName }
        throw ScriptError("no option '\(name)': " + (suggestion(for: name, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))"))
      }
    }
    guard case .integer(let reserve) = options["reserve"], (0...Auction.priceLimit).contains(reserve) else {
      throw ScriptError("reserve, the most that is paid, must be given: an integer in 0…2^62 µrUv")
    }
    let bond = try integer(options["bond"], "bond", 0...1_000_000_000_000, unit: " µrUv") ?? 20_000
    let seed = try integer(options["seed"], "seed", Int64.min...Int64.max, unit: "") ?? 1
    var ledger: ScriptLedger?, rule: (any LoadedPolicy)?
    switch options["ledger"] {
    case .none: break
    case .object(let object as ScriptLedger): ledger = object
    case let other: throw ScriptError("ledger is a \(other.typeName), economy.ledger expected")
    }
    switch options["rule"] {
    case .none: break
    case .object(let object as any LoadedPolicy) where object.kind.name == Auction.kind.name: rule = object
    case .object(let object as any LoadedPolicy):
      throw ScriptError("rule is a policy of kind '\(object.kind.name)', 'auction' expected")
    case let other: throw ScriptError("rule is a \(other.typeName), a policy expected: plugin.load(\"auction/first_price\")")
    }
    return try ScriptAuction(reserve: reserve, bond: bond, ledger: ledger, rule: rule, seed: UInt64(bitPattern: seed))
  }

  private static func integer(_ value: Value, _ name: String, _ range: ClosedRange<Int64>, unit: String) throws -> Int64? {
    switch value {
    case .none: return nil
    case .integer(let number) where range.contains(number): return number
    case .integer(let number): throw ScriptError("\(name) is \(number), outside \(boundsText(.integers(range)))\(unit)")
    case let other: throw ScriptError("\(name) is a \(other.typeName), integer expected")
    }
  }

  /// The methods of a sealed auction in scripts.
  static let auctionClass = Class(
    ScriptAuction.className, "A sealed auction: bids, then their prices, then one winner.",
    methods: [
      Function(
        "bid", "Seals a bid, in place of the bidder's earlier one, and holds its bond.", this, bidder,
        .integer("price", 0...Auction.priceLimit, unit: "µrUv", "what the bidder asks"),
        .optional(.string("nonce", "32 hexadecimal digits"), "fresh ones"),
        returns: Parameter("commitment", .string, "64 hexadecimal digits: all that others see"),
        example: "economy.auction{ reserve = 500 }:bid(\"n1\", 300)"
      ) { auction, bidder, price, nonce in
        var generator = SystemRandomNumberGenerator()
        guard let nonce = nonce.map(Nonce.init(hexadecimal:)) ?? Nonce(&generator) else {
          throw ScriptError("auction:bid: nonce is not 32 hexadecimal digits")
        }
        return try auction.bid(bidder, price, nonce).hexadecimal
      },
      Function(
        "close", "Ends the bidding: from now on prices are revealed.", this, returns: Parameter("auction", .object("auction")),
        example: "economy.auction{ reserve = 500 }:close()"
      ) { auction in
        try auction.close()
        return auction
      },
      Function(
        "reveal", "Opens a bid: its price must be the one committed to. The bond goes back.", this, bidder,
        .optional(.integer("price", 0...Auction.priceLimit, unit: "µrUv", "what the bidder says it bid"), "what it did bid"),
        returns: Parameter("price", .integer, unit: "µrUv"),
        example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close():reveal(\"n1\")"
      ) { auction, bidder, price in try auction.reveal(bidder, price: price) },
      Function(
        "clear", "Ends the auction: sealed bids lose their bonds, the rule chooses among the revealed ones.",
        parameters: [this.parameter],
        results: [
          Parameter("winner", .string, isOptional: true, "nil for nobody"), Parameter("payment", .integer, unit: "µrUv", isOptional: true),
        ],
        example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close(); a:reveal(\"n1\"); a:clear()"
      ) { frame in
        let auction = ScriptAuction.read(frame, 0)
        try auction.clear()
        auction.winner.write(frame)
        (auction.award?.payment).write(frame)
      },
      Function(
        "cancel", "Calls it off before it is cleared: every bond goes back.", this, returns: Parameter("auction", .object("auction")),
        example: "economy.auction{ reserve = 500 }:cancel()"
      ) { auction in
        try auction.cancel()
        return auction
      },
      Function(
        "bids", "Who bid: commitments, and the prices revealed so far.", this, returns: Parameter("bids", .table),
        example: "#economy.auction{ reserve = 500 }:bids()"
      ) { auction in
        Table(list: auction.bidders.map { bidder in
          var row: Table = Table()
          row["bidder"] = .string(bidder.name)
          row["commitment"] = .string(bidder.bid.commitment.hexadecimal)
          row["price"] = bidder.isRevealed ? .integer(bidder.bid.price) : .none
          return .table(row)
        })
      },
    ],
    fields: [
      Function("stage", "bidding, revealing, cleared or cancelled.", this, returns: Parameter("stage", .string), example: "economy.auction{ reserve = 500 }.stage") {
        $0.stage.rawValue
      },
      Function("reserve", "The most that is paid.", this, returns: Parameter("reserve", .integer, unit: "µrUv"), example: "economy.auction{ reserve = 500 }.reserve") {
        $0.reserve
      },
      Function("winner", "nil before it is cleared, and where nobody won.", this, returns: Parameter("winner", .string, isOptional: true),
        example: "economy.auction{ reserve = 500 }.winner") { $0.winner },
      Function("payment", "What the winner is paid.", this, returns: Parameter("payment", .integer, unit: "µrUv", isOptional: true),
        example: "economy.auction{ reserve = 500 }.payment") { $0.award?.payment },
      Function("forfeited", "The bonds of bids that stayed sealed.", this, returns: Parameter("forfeited", .integer, unit: "µrUv"),
        example: "economy.auction{ reserve = 500 }.forfeited") { $0.forfeited },
    ],
    operators: [.card(of: ScriptAuction.self, example: "tostring(economy.auction{ reserve = 500 })")])

  private static let this: Typed<ScriptAuction> = .object("self")
  private static let bidder: Typed<String> = .string("bidder", "a name")
}
