import Foundation
import RabbitMQ
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A door between a client and the broker that a test can cut or freeze: a plain TCP relay on a port of its own.
final class Gate: Sendable {
    private struct State {
        var sockets: [Int32] = []
        var isFrozen = false
        var isClosed = false
        var accepted = 0
    }

    private let state = Mutex(State())
    private let thaw = NSCondition()
    private let listener: Int32
    private let target: Endpoint
    let port: Int

    init(to target: Endpoint) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(listener, generic, length) == 0, listen(listener, 16) == 0,
                    getsockname(listener, generic, &length) == 0
                else { return 0 }
                return Int(UInt16(bigEndian: pointer.pointee.sin_port))
            }
        }
        guard port > 0 else { throw AMQPError(.system(errno), during: "open a gate", "no port", isFatal: true) }
        Thread.detachNewThread { [self] in accept() }
    }

    /// The same broker, through the gate.
    var endpoint: Endpoint {
        var endpoint = target
        endpoint.host = "127.0.0.1"
        endpoint.port = port
        return endpoint
    }

    /// How many connections have come through.
    var accepted: Int { state.withLock { $0.accepted } }

    /// Ends all connections at once, as a broken cable with a reset would.
    func cut() {
        let sockets = state.withLock { state in
            defer { state.sockets = [] }
            return state.sockets
        }
        for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// Lets nothing through any more, without closing anything, until `open`.
    func freeze() {
        state.withLock { $0.isFrozen = true }
    }

    /// Lets everything through again.
    func open() {
        state.withLock { $0.isFrozen = false }
        thaw.withLock { thaw.broadcast() }
    }

    /// Ends everything.
    func close() {
        state.withLock { $0.isClosed = true }
        shutdown(listener, Int32(SHUT_RDWR))
        open()
        cut()
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0, !state.withLock({ $0.isClosed }) else { break }
            waitWhileFrozen()
            let broker = connectToTarget()
            state.withLock { state in
                state.accepted += 1
                state.sockets += [client, broker]
            }
            Thread.detachNewThread { [self] in pump(client, broker) }
            Thread.detachNewThread { [self] in pump(broker, client) }
        }
        Glibc.close(listener)
    }

    private func connectToTarget() -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(target.port).bigEndian
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }

    private func pump(_ source: Int32, _ sink: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            waitWhileFrozen()
            guard count > 0 else { break }
            var sent = 0
            while sent < count {
                let step = buffer.withUnsafeBytes { bytes in
                    send(sink, bytes.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { break }
                sent += step
            }
            guard sent == count else { break }
        }
        // Never closed: the other pump may still use the number, and a test process is short.
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(sink, Int32(SHUT_RDWR))
    }

    private func waitWhileFrozen() {
        thaw.withLock {
            while state.withLock({ $0.isFrozen && !$0.isClosed }) { thaw.wait() }
        }
    }
}
