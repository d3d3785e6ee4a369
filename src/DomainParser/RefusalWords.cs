namespace VirshLite.DomainParser;

/// <summary>The words that libvirt puts before a message of each kind.</summary>
public static class RefusalWords
{
    public static string Prefix(RefusalKind kind) => kind switch
    {
        RefusalKind.Xml => "XML error: ",
        RefusalKind.Unsupported => "unsupported configuration: ",
        RefusalKind.Internal => "internal error: ",
        RefusalKind.Operation => "Requested operation is not valid: ",
        RefusalKind.Failed => "operation failed: ",
        RefusalKind.NotSupported => "Operation not supported: ",
        RefusalKind.Argument => "invalid argument: ",
        RefusalKind.NotFound => "device not found: ",
        RefusalKind.TimedOut => "Timed out during operation: ",
        RefusalKind.Denied => "operation forbidden: ",
        _ => "",
    };

    /// <summary>The message as libvirt would print it.</summary>
    public static string Whole(DomainException refusal) => (refusal.HasClass ? "" : Prefix(refusal.Kind)) + refusal.Message;
}
