public import Interface
public import Policies
import Storage

/// What scripts and the manual know of this layer.
public enum EconomyInterface {
  /// The questions this layer puts to policies, in the order a task meets them.
  public static let kinds: [PolicyKind] = [Pricing.kind, Bidding.kind, Auction.kind, Reputation.kind, Governance.kind]

  public static let module: Module = Module(
    "economy", "Money, compute prices, sealed bids.",
    functions: [
      ledger, verify,
      pool,
      auction, clear, clearMany, nonce, commit, opens,
      format,
    ],
    constants: [
      Constant("RUV", "One rUv (resource utility voucher) in µrUv, the unit of every amount.", .integer(Voucher.micros))
    ],
    classes: [ledgerClass, statementClass, poolClass, auctionClass, auditClass])

  private static let ledger = Function(
    "ledger", "Double-entry books, and an issuer who fills the purses given: new ones, or with `store` those of a file.",
    detail: "In a file, each operation returns when the disk has it. Accounts that are in the file keep what they have, whatever their purse says.",
    .optional(
      .table(
        "purses", fields: [store.parameter], others: Parameter("amount", .integer, unit: "µrUv", bounds: .integers(0...Int64.max)),
        "by the name of an account to open"), "{}"),
    returns: Parameter("ledger", .object("ledger")), example: "l = economy.ledger{ alice = 5 * economy.RUV, bob = 0 }",
    errors: [
      "the purses are more than 64 bits hold", "the file is in use by another process, is no journal, or cannot be written",
      "an entry of the file was changed: it is named",
    ]
  ) { purses in
    var purses = purses ?? Table()
    let file = purses[store]
    purses["store"] = .none
    return try ScriptLedger(purses: purses, store: file)
  }

  private static let store: Typed<String?> = .optional(.string("store", "a file to keep them in, begun if there is none"), "memory only")

  private static let verify = Function(
    "verify", "Holds the books in a file to their hashes and does them again, without writing to it.",
    detail: """
      Every entry must have the hash of itself and all before it, must have been possible, and in the end all debits equal \
      all credits. The head stands for the whole history: whoever noted it earlier can tell that no entry up to there has \
      changed. Another process may be writing to the file meanwhile.
      """,
    parameters: [Parameter("path", .string, "of the file, such as a colony's or a ledger's `store`")],
    results: [Parameter("entries", .integer), Parameter("head", .string, "hash of the last, 64 hexadecimal digits")],
    example: "pcall(economy.verify, \"market.db\")",
    errors: ["there is no such file, or it is no journal", "an entry was changed, removed or added, or cannot have happened: it is named"]
  ) { frame in
    let file = try JournalFile(reading: frame.string(0))
    defer { file.close() }
    let ledger = try Ledger(file: file, clock: { 0 })
    try ledger.audit()
    frame.push(Int64(ledger.journal!.entries.count))
    frame.push(ledger.journal!.head.hexadecimal)
  }

  private static let pool = Function(
    "pool", "A constant-product market for compute, and a trader with a million rUv to try it.",
    detail: "Its ledger is its own. The first price is tokens/units.",
    .integer("units", 1...ConstantProduct.unitLimit, unit: "compute units", "to start with"),
    .integer("tokens", 1...(ConstantProduct.tokenLimit / 4), unit: "µrUv", "to start with"),
    returns: Parameter("pool", .object("pool")), example: "p = economy.pool(1000000, 5000 * economy.RUV)", errors: ["the product of both is too little to found a pool"]
  ) { units, tokens in try ScriptPool(units: units, tokens: tokens, seed: 1) }

  private static let clear = Function(
    "clear", "Clears bids by second price: the cheapest wins, and is paid the second-cheapest or the reserve.",
    parameters: [
      .table("prices", elements: price.parameter, "what each bidder asks"),
      Parameter("reserve", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), "the most that is paid"),
    ],
    results: [
      Parameter("winner", .integer, isOptional: true, "index of the winning bid, nil for nobody"),
      Parameter("payment", .integer, unit: "µrUv", isOptional: true),
    ],
    example: "economy.clear({ 3, 9, 7 }, 10)"
  ) { frame in
    let bids = BidBook()
    for (i, price) in try Table.read(frame, 0).list.compactMap({ Int64($0) }).enumerated() { bids.add(node: i, price: price) }
    let award = AuctionRule(seed: 0).clear(bids, task: 0, reserve: frame.integer(1))
    (award.map { Int64($0.index + 1) }).write(frame)
    (award?.payment).write(frame)
  }

  private static let clearMany = Function(
    "clear_many", "Shares equal tasks out among bidders that can do several each, by VCG: each is paid what its tasks would have cost without it.",
    detail: "Truthful in prices for bidders of one name each; with false names it can be gamed (Yokoo 2004). Another rule's `clear_many`, or its `clear` task after task, decides with `rule`.",
    parameters: [
      .table("prices", elements: price.parameter, "what each bidder asks for a task"),
      .table("capacities", elements: Parameter("capacity", .integer, bounds: .integers(0...Auction.tasksLimit)), "tasks each bidder can do"),
      Parameter("tasks", .integer, bounds: .integers(1...Auction.tasksLimit), "how many there are"),
      Parameter("reserve", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), "the most that is paid for one"),
      Parameter("rule", .object("policy"), isOptional: true, defaultText: "VCG", "such as plugin.load(\"auction/uniform_price\")"),
    ],
    results: [
      .table("awarded", elements: Parameter("tasks", .integer), "tasks each bidder gets"),
      .table("payments", elements: Parameter("payment", .integer, unit: "µrUv"), "what each bidder is paid in all"),
    ],
    example: "economy.clear_many({ 3, 5, 9 }, { 2, 2, 2 }, 3, 10)",
    errors: ["there are not as many capacities as prices", "the reserve for all tasks is above 2^62 µrUv", "the rule is a policy of another kind than auction"]
  ) { frame in
    let prices = try Table.read(frame, 0).list.compactMap { Int64($0) }, capacities = try Table.read(frame, 1).list.compactMap { Int64($0) }
    let tasks = frame.integer(2), reserve = frame.integer(3)
    guard prices.count == capacities.count else { throw ScriptError("capacities are \(capacities.count), one for each of \(prices.count) prices expected") }
    guard reserve <= Auction.priceLimit / tasks else { throw ScriptError("a reserve of \(reserve) µrUv for each of \(tasks) tasks is above 2^62 µrUv") }
    let rule = AuctionRule(seed: 0)
    if !frame.isNone(4), case .object(let object as any LoadedPolicy) = try frame.value(4) {
      guard object.kind.name == Auction.kind.name else { throw ScriptError("rule is a policy of kind '\(object.kind.name)', '\(Auction.kind.name)' expected") }
      rule.slot.use(object.policy)
    }
    let bids = BidBook()
    for (i, price) in prices.enumerated() { bids.add(node: i, price: price) }
    let batch = rule.clearMany(bids, capacities: capacities, tasks: tasks, task: 0, reserve: reserve)
    frame.push(.table(Table(list: batch.awarded.map(Value.integer))))
    frame.push(.table(Table(list: batch.payments.map(Value.integer))))
  }

  private static let nonce = Function(
    "nonce", "128 secret bits for one sealed bid, from the system's generator.",
    returns: Parameter("nonce", .string, "32 hexadecimal digits"), example: "economy.nonce()"
  ) {
    var generator = SystemRandomNumberGenerator()
    return Nonce(&generator).hexadecimal
  }

  private static let commit = Function(
    "commit", "Seals a bid: the BLAKE2b-256 fingerprint of its price, nonce, task and node.",
    price, task, node, secret, returns: Parameter("commitment", .string, "64 hexadecimal digits"),
    example: "economy.commit(250, 1, 7, (\"0f\"):rep(16))", errors: ["the nonce is not 32 hexadecimal digits"]
  ) { price, task, node, nonce in try sealed(price, task, node, nonce).commitment.hexadecimal }

  private static let opens = Function(
    "opens", "Whether a revealed bid is the one that was committed to.",
    parameters: [
      Parameter("commitment", .string, "as `economy.commit` gave it"),
      price.parameter, task.parameter, node.parameter, secret.parameter,
    ],
    results: [Parameter("same", .boolean)],
    example: "economy.opens(economy.commit(250, 1, 7, (\"0f\"):rep(16)), 250, 1, 7, (\"0f\"):rep(16))",
    isPolicySafe: true, errors: ["the nonce is not 32 hexadecimal digits"]
  ) { frame in
    let bid = try sealed(frame.integer(1), frame.integer(2), frame.integer(3), frame.string(4))
    frame.push(bid.commitment.hexadecimal == frame.string(0))
  }

  private static let format = Function(
    "format", "An amount as people read it.", .integer("amount", unit: "µrUv"), returns: Parameter("text", .string),
    example: "economy.format(1250000)", isPolicySafe: true
  ) { amount in Voucher.describe(amount) }

  // MARK: Sealed bids

  private static let price: Typed<Int64> = .integer("price", 0...Auction.priceLimit, unit: "µrUv", "what the node asks")
  private static let task: Typed<Int64> = .integer("task", 0...Int64(UInt32.max))
  private static let node: Typed<Int64> = .integer("node", 0...0xFF_FFFF)
  private static let secret: Typed<String> = .string("nonce", "32 hexadecimal digits, secret until the bid is revealed")

  private static func sealed(_ price: Int64, _ task: Int64, _ node: Int64, _ nonce: String) throws -> SealedBid {
    guard let nonce = Nonce(hexadecimal: nonce) else { throw ScriptError("nonce is not 32 hexadecimal digits") }
    return SealedBid(task: Int(task), node: Int(node), price: price, nonce: nonce)
  }
}
