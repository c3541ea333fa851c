namespace ActorDownloader.EndToEnd;

/// <summary>Where the answer on a connection breaks off.</summary>
/// <param name="InBody">Whether bytes of the body are counted, or those before it.</param>
/// <param name="Bytes">How many of them come.</param>
/// <param name="Reset">By a TCP reset, or by closing in good order.</param>
internal readonly record struct AnswerCut(bool InBody, int Bytes, bool Reset);
