/// A queue with constant-time ends at the front and the back.
///
/// Written by hand: swift-collections is not among the project's dependencies, and an array alone pays for every removal in front.
struct Fifo<Element> {
    private var storage: [Element?] = []
    private var head = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { count == 0 }
    var first: Element? { isEmpty ? nil : storage[head] }

    /// The element that many places behind the front; nil outside.
    subscript(offset: Int) -> Element? {
        offset >= 0 && offset < count ? storage[head + offset] : nil
    }

    mutating func replace(at offset: Int, with element: Element) {
        precondition(offset >= 0 && offset < count, "there is no element at \(offset)")
        storage[head + offset] = element
    }

    mutating func append(_ element: Element) {
        storage.append(element)
    }

    mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { storage.append(element) }
    }

    mutating func popFirst() -> Element? {
        guard head < storage.count else { return nil }
        let element = storage[head]
        storage[head] = nil
        head += 1
        // Moving the rest down only when half is empty keeps the price per element constant.
        if head > 64 && head * 2 > storage.count {
            storage.removeFirst(head)
            head = 0
        }
        return element
    }

    mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
        head = 0
    }

    mutating func removeAll(where isUnwanted: (Element) -> Bool) {
        guard !isEmpty else { return }
        storage = elements.filter { !isUnwanted($0) }
        head = 0
    }

    /// The elements from front to back.
    var elements: [Element] { storage[head...].compactMap { $0 } }
}

extension Fifo: Sendable where Element: Sendable {}
