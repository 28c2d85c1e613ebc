import CRabbitMQ

#if canImport(Glibc)
import Glibc
#endif

/// A descriptor that becomes readable when anybody writes to it; the caller closes it.
func makeWakeDescriptor() -> Int32 {
    let descriptor = huiban_wake_descriptor()
    precondition(descriptor >= 0, "the process has no file descriptor left")
    return descriptor
}

/// Sleeps until the mailbox or the socket has something, at most that long.
func waitForNews(mailbox wake: Int32, socket: Int32?, atMost patience: Duration) {
    var watched = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
    if let socket { watched.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
    // An interruption is as good as a timeout: the caller looks at everything anyway.
    _ = poll(&watched, nfds_t(watched.count), Int32(clamping: max(0, patience.milliseconds)))
}
