using System.Text.Json;
using System.Text.Json.Serialization;

namespace VirshLite.Runner.Guests;

/// <summary>A <see cref="GuestRecord"/> as JSON; the members' names are part of the format, so each is spelt out where the policy would spell it otherwise.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GuestRecord))]
internal sealed partial class GuestRecordJson : JsonSerializerContext
{
    public static byte[] Write(GuestRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Default.GuestRecord);

    /// <summary>Null where the text is another program's, or cut short: not a record of ours.</summary>
    public static GuestRecord? Read(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.GuestRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
