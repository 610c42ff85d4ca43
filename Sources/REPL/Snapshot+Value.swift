import Interface
import LuaRuntime

extension Snapshot {
  /// Plain data that crossed the boundary, for printing: what a script raised, for instance.
  init(_ value: Value) {
    var identity = 0
    self.init(value, &identity)
  }

  private init(_ value: Value, _ identity: inout Int) {
    switch value {
    case .none: self = .none
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .string(let text): self = .string(Text(text))
    case .object(let object): self = .object(className: type(of: object).className, description: "\(object)")
    case .callback: self = .function(Function())
    case .table(let table):
      identity += 1
      let limit = Limits().items
      let own = identity
      let list = table.list.prefix(limit).map { Snapshot($0, &identity) }
      let fields = table.fields.prefix(limit).map { Entry(Snapshot($0.key, &identity), Snapshot($0.value, &identity)) }
      self = .table(
        Table(
          identity: own, list: list, fields: fields, omittedList: table.list.count - list.count,
          omittedFields: table.fields.count - fields.count))
    }
  }
}
