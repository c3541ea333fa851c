namespace ActorDownloader.Messages;

/// <summary>
/// Marks a message that crosses from process to process. Each is a sealed, immutable record with a manifest of its own, which may be sent
/// more than once, lost or late; its documentation says what that means.
/// </summary>
// A type that configuration binds to a serializer (hocon/reference.conf), so an attribute would not do.
#pragma warning disable CA1040
public interface IWireMessage;
#pragma warning restore CA1040
