import Policies
enum PheromoneLaws { static let all: [Law] = [] }
