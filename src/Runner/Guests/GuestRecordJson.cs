using System.Text.Json;
using System.Text.Json.Serialization;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A <see cref="GuestRecord"/> as JSON; the members' names are part of the format, so each is spelt out where the policy would spell it otherwise.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GuestRecord))]
internal sealed partial class GuestRecordJson : JsonSerializerContext
{
    public static byte[] Write(GuestRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Default.GuestRecord);

    /// <summary>Null where the text is another program's, or cut short: not a record of ours. What an earlier version did not write has its default.</summary>
    public static GuestRecord? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.GuestRecord) is { } record ? Whole(record) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static GuestRecord Whole(GuestRecord record) => record with
    {
        Reason = record.Reason ?? "unknown",
        Binary = record.Binary ?? "",
        MonitorSocket = record.MonitorSocket ?? "",
        SupervisorSocket = record.SupervisorSocket ?? "",
        LogFile = record.LogFile ?? "",
        DomainDirectory = record.DomainDirectory ?? "",
        DumpDirectory = record.DumpDirectory ?? "",
        Greeting = record.Greeting ?? "",
        Consoles = record.Consoles ?? [],
        Links = record.Links ?? [],
        LoggedFiles = record.LoggedFiles ?? [],
    };
}
