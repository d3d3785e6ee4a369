namespace VirshLite.Translator.FromNative.Devices;

/// <summary>
/// A back end in one word, as -serial, -monitor and -parallel take it: <c>pty</c>, <c>tcp:HOST:PORT,server</c>, <c>unix:PATH</c>, <c>file:PATH</c> …
/// </summary>
internal static class LegacyChardev
{
    /// <summary>The value of the -chardev that means the same, without id; null where there is none.</summary>
    public static string? Of(string word)
    {
        string[] parts = word.Split(',', 2);
        string rest = parts.Length > 1 ? "," + parts[1] : "";
        string head = parts[0];
        int colon = head.IndexOf(':');
        string kind = colon < 0 ? head : head[..colon];
        string place = colon < 0 ? "" : head[(colon + 1)..];
        switch (kind)
        {
            case "pty" or "null" or "vc":
                return kind + rest;
            case "stdio" or "mon":
                // a terminal that nobody will have: a pty can be reached with `console`
                return "pty";
            case "file" or "pipe":
                return $"{kind},path={place}{rest}";
            case "unix":
                return $"socket,path={place}{rest}";
            case "tcp" or "telnet":
                int port = place.LastIndexOf(':');
                string host = port <= 0 ? "0.0.0.0" : place[..port].Trim('[', ']');
                return $"socket,host={host},port={place[(port + 1)..]}{(kind == "telnet" ? ",telnet=on" : "")}{rest}";
            case "/dev/parport0" or "/dev/parport1" or "/dev/parport2":
                return "parallel,path=" + kind;
            default:
                return kind.StartsWith("/dev/", StringComparison.Ordinal) ? "serial,path=" + kind : null;
        }
    }
}
