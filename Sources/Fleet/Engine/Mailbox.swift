import Dispatch
import Synchronization

/// What waits for the engine's thread; anybody may post, the thread alone takes.
final class Mailbox<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])
    private let wake = DispatchSemaphore(value: 0)

    func post(_ item: Item) { post([item]) }

    func post(_ more: [Item]) {
        guard !more.isEmpty else { return }
        let wasEmpty = items.withLock { items in
            defer { items += more }
            return items.isEmpty
        }
        if wasEmpty { wake.signal() }
    }

    /// Everything that is there (at most `limit`), waiting up to `milliseconds` while there is nothing.
    func take(limit: Int, waiting milliseconds: Int) -> [Item] {
        let there = grab(limit)
        if !there.isEmpty || milliseconds <= 0 { return there }
        _ = wake.wait(timeout: .now() + .milliseconds(milliseconds))
        return grab(limit)
    }

    private func grab(_ limit: Int) -> [Item] {
        items.withLock { items in
            guard items.count > limit else {
                defer { items = [] }
                return items
            }
            defer { items.removeFirst(limit) }
            return Array(items.prefix(limit))
        }
    }
}
