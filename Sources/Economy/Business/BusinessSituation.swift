import Kernels
import Policies

extension Business {
  /// What a business knows when it is asked. In a market of businesses all of it is filled in; a colony's node has no
  /// adapters to buy and no upkeep account, and finds zeros there.
  public struct Situation: Sendable {
    /// The request's size in compute units, and its domain from 0; what is asked without a request has neither.
    public var units: Int64 = 0
    public var domain = 0
    /// Work already accepted, in µs.
    public var queue: Int64 = 0
    /// Time left for the request, in µs.
    public var deadline: Int64 = 0
    /// The most the requester pays, in µrUv.
    public var reserve: Int64 = 0
    /// The last payment it saw, in µrUv; 0 before the first.
    public var lastClearing: Int64 = 0
    /// Share of its bids that won, of the last fifty or so.
    public var winRate = 0.0
    public var reputation = 0.5
    /// What it may spend, in µrUv, and what it has set aside for upkeep, and at stake.
    public var balance: Int64 = 0
    public var prepaid: Int64 = 0
    public var stake: Int64 = 0
    /// Share of the last hours spent computing.
    public var utilization = 0.0
    /// What a unit costs it now: power without adapters, and wear, in µrUv.
    public var power = 0.0
    public var wear = 0.0
    /// Share of the power that its adapter for the domain saves.
    public var saving = 0.0
    /// Expected share of right answers in the domain; who is wrong isn't paid.
    public var quality = 1.0
    /// Of the day, 0 ..< 24, and days since the beginning.
    public var hour = 0.0
    public var day: Int64 = 0
    /// What it earned less what it paid since midnight, in µrUv, and at midnight in the day that ended; negative for a loss.
    public var profit: Int64 = 0
    /// Due at midnight, in µrUv.
    public var rent: Int64 = 0
    /// Prices of an adapter, of a tenth of a standard node, and of an upkeep, in µrUv.
    public var adapterPrice: Int64 = 0
    public var capacityPrice: Int64 = 0
    public var upkeepFee: Int64 = 0

    public init() {}

    static let fields: [PolicyField] = [
      PolicyField("units", .integer, unit: "compute units", "size of the request; 0 without one"),
      PolicyField("queue_us", .integer, unit: "µs", "work already accepted"),
      PolicyField("deadline_us", .integer, unit: "µs", "time left for the request"),
      PolicyField("reserve", .integer, unit: "µrUv", "the most the requester pays"),
      PolicyField("last_clearing", .integer, unit: "µrUv", "the last payment it saw, 0 before the first"),
      PolicyField("win_rate", .number, "share of its recent bids that won, 0…1"),
      PolicyField("reputation", .number, "its own, 0…1"),
      PolicyField("balance", .integer, unit: "µrUv", "what it may spend"),
      PolicyField("prepaid", .integer, unit: "µrUv", "what it has set aside for upkeep"),
      PolicyField("stake", .integer, unit: "µrUv", "at stake: what it is owed for work in progress is at most that"),
      PolicyField("utilization", .number, "share of the last hours spent computing, 0…1"),
      PolicyField("power", .number, unit: "µrUv", "of a unit's work now, without adapters"),
      PolicyField("wear", .number, unit: "µrUv", "of a unit's work now: a hot machine wears faster"),
      PolicyField("saving", .number, "share of the power that its adapter for the domain saves, 0…1"),
      PolicyField("quality", .number, "expected share of right answers in the domain, 0…1; who is wrong isn't paid"),
      PolicyField("hour", .number, unit: "h", "of the day, 0…24"),
      PolicyField("day", .integer, "days since the beginning"),
      PolicyField("profit", .integer, unit: "µrUv", "what it earned less what it paid since midnight; at midnight, in the day that ended"),
      PolicyField("rent", .integer, unit: "µrUv", "due at midnight"),
      PolicyField("adapter_price", .integer, unit: "µrUv", "of training an adapter once; 0 where there are none"),
      PolicyField("capacity_price", .integer, unit: "µrUv", "of a tenth of a standard node"),
      PolicyField("upkeep_fee", .integer, unit: "µrUv", "of an upkeep, besides what it buys"),
      PolicyField("skills", .vector(.f64), "how well its adapters know each domain, 0…1"),
      PolicyField("demand", .vector(.f64), "share of recent requests in each domain"),
    ]

    // Places in the list above that others use.
    static let power = 11, wear = 12, saving = 13, skills = 22, demand = 23

    func fill(_ frame: PolicyFrame) {
      frame.set(0, units)
      frame.set(1, queue)
      frame.set(2, deadline)
      frame.set(3, reserve)
      frame.set(4, lastClearing)
      frame.set(5, winRate)
      frame.set(6, reputation)
      frame.set(7, balance)
      frame.set(8, prepaid)
      frame.set(9, stake)
      frame.set(10, utilization)
      frame.set(Self.power, power)
      frame.set(Self.wear, wear)
      frame.set(Self.saving, saving)
      frame.set(14, quality)
      frame.set(15, hour)
      frame.set(16, day)
      frame.set(17, profit)
      frame.set(18, rent)
      frame.set(19, adapterPrice)
      frame.set(20, capacityPrice)
      frame.set(21, upkeepFee)
    }

    /// What an order comes to in µrUv; nil where it leaves 64 bits.
    func price(of order: Order) -> Int64? {
      let (capacity, overflow) = order.capacity.multipliedReportingOverflow(by: capacityPrice)
      if overflow { return nil }
      var sum = order.adapter == nil ? 0 : adapterPrice
      for amount in [capacity, order.stake, order.prepay] {
        let (next, overflow) = sum.addingReportingOverflow(amount)
        if overflow { return nil }
        sum = next
      }
      return sum
    }
  }

  /// What a business buys: by its investment rule, or by an upkeep, which has no stake and no prepayment in it.
  public struct Order: Sendable, Equatable {
    /// From 0.
    public var adapter: Int?
    /// In tenths of a standard node.
    public var capacity: Int64 = 0
    /// In µrUv.
    public var stake: Int64 = 0
    public var prepay: Int64 = 0
    /// Whether it bids from now on; nil: as before.
    public var open: Bool?

    public init() {}

    public var isEmpty: Bool { self == Order() }
  }
}
