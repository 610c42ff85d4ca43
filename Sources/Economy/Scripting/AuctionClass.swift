import Interface
import Policies

extension EconomyInterface {
  static let auction = Function(
    "auction", "Opens a sealed-bid auction, to be taken through its stages by hand.",
    detail: """
      Bidders first commit to prices nobody sees, then reveal them; a bid that stays sealed counts for nothing and costs its \
      bond. Bonds come from the ledger's accounts of the bidders' names, and go to its account "penalties" when forfeited.
      """,
    .table("options", fields: [reserve.parameter, rule, bond.parameter, ledgerField, seed.parameter]),
    returns: Parameter("auction", .object("auction")),
    example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close(); a:reveal(\"n1\"); a:clear()",
    errors: ["the rule is a policy of another kind than auction"]
  ) { options in
    var ledger: ScriptLedger?, rule: (any LoadedPolicy)?
    if case .object(let object as ScriptLedger) = options["ledger"] { ledger = object }
    if case .object(let object as any LoadedPolicy) = options["rule"] {
      guard object.kind.name == Auction.kind.name else {
        throw ScriptError("rule is a policy of kind '\(object.kind.name)', '\(Auction.kind.name)' expected")
      }
      rule = object
    }
    return try ScriptAuction(
      reserve: options[reserve], bond: options[bond], ledger: ledger, rule: rule, seed: UInt64(bitPattern: options[seed]))
  }

  private static let reserve: Typed<Int64> = .integer("reserve", 0...Auction.priceLimit, unit: "µrUv", "the most that is paid")
  private static let rule = Parameter(
    "rule", .object("policy"), isOptional: true, defaultText: "second price", "such as plugin.load(\"auction/first_price\")")
  private static let bond = Typed<Int64>.integer("bond", 0...1_000_000_000_000, unit: "µrUv", "held for each bid, 0 for none").defaulting(to: 20_000)
  private static let ledgerField = Parameter(
    "ledger", .object("ledger"), isOptional: true, defaultText: "books of its own", "whose accounts the bonds come from")
  private static let seed = Typed<Int64>.integer("seed", nil, "decides between equal bids").defaulting(to: 1)

  /// The methods of a sealed auction in scripts.
  static let auctionClass = Class(
    ScriptAuction.className, "A sealed auction: bids, then their prices, then one winner.",
    methods: [
      Function(
        "bid", "Seals a bid, in place of the bidder's earlier one, and holds its bond.", this, bidder,
        .integer("price", 0...Auction.priceLimit, unit: "µrUv", "what the bidder asks"),
        .optional(.string("nonce", "32 hexadecimal digits"), "fresh ones"),
        returns: Parameter("commitment", .string, "64 hexadecimal digits: all that others see"),
        example: "economy.auction{ reserve = 500 }:bid(\"n1\", 300)",
        errors: ["bidding is over", "the bidder has no name, or no account in the ledger", "the bond can't be held", "the nonce is not 32 hexadecimal digits"]
      ) { auction, bidder, price, nonce in
        var generator = SystemRandomNumberGenerator()
        guard let nonce = nonce.map(Nonce.init(hexadecimal:)) ?? Nonce(&generator) else {
          throw ScriptError("auction:bid: nonce is not 32 hexadecimal digits")
        }
        return try auction.bid(bidder, price, nonce).hexadecimal
      },
      Function(
        "close", "Ends the bidding: from now on prices are revealed.", this, returns: Parameter("auction", .object("auction")),
        example: "economy.auction{ reserve = 500 }:close()",
        errors: ["bidding is over already"]
      ) { auction in
        try auction.close()
        return auction
      },
      Function(
        "reveal", "Opens a bid: its price must be the one committed to. The bond goes back.", this, bidder,
        .optional(.integer("price", 0...Auction.priceLimit, unit: "µrUv", "what the bidder says it bid"), "what it did bid"),
        returns: Parameter("price", .integer, unit: "µrUv"),
        example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close():reveal(\"n1\")",
        errors: ["bids are still taken, or it is over", "there is no such bid, or it is revealed", "the price is not the one committed to"]
      ) { auction, bidder, price in try auction.reveal(bidder, price: price) },
      Function(
        "clear", "Ends the auction: sealed bids lose their bonds, the rule chooses among the revealed ones.",
        parameters: [this.parameter],
        results: [
          Parameter("winner", .string, isOptional: true, "nil for nobody"), Parameter("payment", .integer, unit: "µrUv", isOptional: true),
        ],
        example: "a = economy.auction{ reserve = 500 }; a:bid(\"n1\", 300); a:close(); a:reveal(\"n1\"); a:clear()",
        errors: ["bids are still taken, or it is over"]
      ) { frame in
        let auction = ScriptAuction.read(frame, 0)
        try auction.clear()
        auction.winner.write(frame)
        (auction.award?.payment).write(frame)
      },
      Function(
        "cancel", "Calls it off before it is cleared: every bond goes back.", this, returns: Parameter("auction", .object("auction")),
        example: "economy.auction{ reserve = 500 }:cancel()",
        errors: ["it is cleared"]
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
