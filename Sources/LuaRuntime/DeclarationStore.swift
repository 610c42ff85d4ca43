import CLuaBridge
import Interface

#if canImport(Glibc)
  import Glibc
#endif

/// The C form of a state's declarations. It lives as long as the state, because Lua's functions point into it.
final class DeclarationStore {
  struct Group {
    var bindings: UnsafePointer<UnsafePointer<fm_binding>?>
    var names: UnsafePointer<UnsafePointer<CChar>?>
    var count: Int32
  }

  /// Every function declared so far, with the name scripts know it by; `fm_binding.declaration` counts into it.
  private(set) var functions: [(name: String, function: Function)] = []
  private let host: OpaquePointer
  private var memory: [UnsafeMutableRawPointer] = []
  private var boxes: [FunctionBox] = []
  private var types: [ObjectIdentifier: OpaquePointer] = [:]

  init(host: OpaquePointer) { self.host = host }

  deinit { memory.forEach { free($0) } }

  func text(_ string: String) -> UnsafePointer<CChar> {
    let copy = strdup(string)!
    memory.append(copy)
    return UnsafePointer(copy)
  }

  func names(_ strings: [String]) -> UnsafePointer<UnsafePointer<CChar>?> {
    let names = allocate(UnsafePointer<CChar>?.self, strings.count)
    for (i, string) in strings.enumerated() { names[i] = text(string) }
    return UnsafePointer(names)
  }

  func group(
    _ functions: [Function], frame: LuaCallFrame, isMethod: Bool = false, isOperator: Bool = false, name: (Function) -> String
  ) -> Group {
    let bindings = allocate(UnsafePointer<fm_binding>?.self, functions.count)
    for (i, function) in functions.enumerated() {
      bindings[i] = binding(function, name: name(function), frame: frame, isMethod: isMethod, isOperator: isOperator)
    }
    return Group(bindings: bindings, names: names(functions.map(\.name)), count: Int32(functions.count))
  }

  private func binding(_ function: Function, name: String, frame: LuaCallFrame, isMethod: Bool, isOperator: Bool) -> UnsafePointer<fm_binding> {
    let box = FunctionBox(function.body, frame)
    boxes.append(box)
    let parameters = allocate(fm_parameter.self, function.parameters.count)
    for (i, parameter) in function.parameters.enumerated() { parameters[i] = self.parameter(parameter) }
    let binding = allocate(fm_binding.self, 1)
    binding.pointee = fm_binding(
      name: text(name), parameters: parameters, parameter_count: Int32(function.parameters.count),
      is_variadic: function.isVariadic, is_method: isMethod, is_operator: isOperator, body: callBody,
      context: Unmanaged.passUnretained(box).toOpaque(), declaration: Int32(functions.count))
    functions.append((name, function))
    return UnsafePointer(binding)
  }

  private func parameter(_ declared: Parameter) -> fm_parameter {
    var parameter = fm_parameter()
    parameter.name = text(declared.name)
    parameter.optional = declared.isOptional
    switch declared.type {
    case .boolean: parameter.type = FM_TYPE_BOOLEAN
    case .integer: parameter.type = FM_TYPE_INTEGER
    case .number: parameter.type = FM_TYPE_NUMBER
    case .string: parameter.type = FM_TYPE_STRING
    case .choice(let words):
      parameter.type = FM_TYPE_CHOICE
      parameter.choices = names(words)
      parameter.choice_count = Int32(words.count)
    case .table: parameter.type = FM_TYPE_TABLE
    case .function: parameter.type = FM_TYPE_FUNCTION
    case .object(let name):
      parameter.type = FM_TYPE_OBJECT
      parameter.object_class = fm_class_named(host, name)
    case .any: parameter.type = FM_TYPE_ANY
    }
    switch (declared.bounds, declared.type) {
    case (.integers(let range)?, .number):
      parameter.has_number_bounds = true
      (parameter.least, parameter.greatest) = (Double(range.lowerBound), Double(range.upperBound))
    case (.integers(let range)?, _):
      parameter.has_integer_bounds = true
      (parameter.least_integer, parameter.greatest_integer) = (range.lowerBound, range.upperBound)
    case (.numbers(let range)?, _):
      parameter.has_number_bounds = true
      (parameter.least, parameter.greatest) = (range.lowerBound, range.upperBound)
    case (nil, _): break
    }
    if let bounds = declared.bounds { parameter.bounds_text = text(boundsText(bounds, unit: declared.unit)) }
    return parameter
  }

  /// The class scripts know the object by.
  func type(of object: any NativeObject) -> OpaquePointer {
    let type = Swift.type(of: object)
    if let known = types[ObjectIdentifier(type)] { return known }
    let named = fm_class_named(host, type.className)!
    types[ObjectIdentifier(type)] = named
    return named
  }

  private func allocate<T>(_ type: T.Type, _ count: Int) -> UnsafeMutablePointer<T> {
    let bytes = calloc(max(count, 1), MemoryLayout<T>.stride)!
    memory.append(bytes)
    return bytes.bindMemory(to: T.self, capacity: max(count, 1))
  }
}
