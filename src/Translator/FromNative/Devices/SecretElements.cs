using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Secrets: their values are on the command line encrypted for one start, so the XML names one that has still to be defined.</summary>
internal static class SecretElements
{
    /// <summary>Stands for a secret whose name nobody knows.</summary>
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    public static XElement Secret(NativeCommand native, string? id, string type)
    {
        native.Find("-object", id)?.Take();
        native.Warn($"the value of the secret '{id}' cannot be read from a command line: define it and put its UUID in the place of {Unknown}");
        return Element("secret", Attribute("type", type), Attribute("uuid", Unknown));
    }

    /// <summary>A TLS credentials object and the secret of its key.</summary>
    public static void TakeCredentials(NativeCommand native, string? id)
    {
        if (native.Find("-object", id) is { } credentials)
        {
            credentials.Take();
            native.Find("-object", credentials.Peek("passwordid"))?.Take();
        }
    }
}
