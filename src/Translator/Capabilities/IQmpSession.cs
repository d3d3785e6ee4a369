using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>A conversation with one QEMU over QMP, live or recorded.</summary>
public interface IQmpSession
{
    /// <summary>Sends a command and waits for its reply.</summary>
    /// <param name="argumentsJson">The arguments object as JSON text; null where there are none.</param>
    /// <exception cref="CapabilityProbeException">The conversation broke off.</exception>
    QmpReply Execute(string command, string? argumentsJson = null);
}

/// <summary>The reply to a QMP command: a value, or an error with QEMU's class (GenericError, CommandNotFound, DeviceNotFound).</summary>
public readonly record struct QmpReply(JsonElement Value, string? ErrorClass, string? ErrorText)
{
    public bool IsError => ErrorClass is not null;

    /// <summary>Takes a reply object apart.</summary>
    public static QmpReply Parse(JsonElement reply)
    {
        if (reply.TryGetProperty("return", out JsonElement value))
        {
            return new(value, null, null);
        }

        if (reply.TryGetProperty("error", out JsonElement error))
        {
            return new(default, error.GetProperty("class").GetString(), error.TryGetProperty("desc", out JsonElement text) ? text.GetString() : null);
        }

        throw new CapabilityProbeException("QEMU's reply has neither a return value nor an error.");
    }
}
