using System.Text.Json;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>Whether an answer of QEMU has the members that a plan asks for; others do not matter.</summary>
internal static class JsonPattern
{
    public static bool Fits(JsonElement answer, PropertyBag wanted) =>
        answer.ValueKind == JsonValueKind.Object && wanted.All(p => answer.TryGetProperty(p.Key, out JsonElement found) && Fits(found, p.Value));

    private static bool Fits(JsonElement found, PropertyValue wanted) => wanted switch
    {
        TextProperty text => found.ValueKind == JsonValueKind.String && found.ValueEquals(text.Text),
        NumberProperty number => found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out long value) && value == number.Number,
        SwitchProperty state => found.ValueKind == (state.On ? JsonValueKind.True : JsonValueKind.False),
        ObjectProperty nested => Fits(found, nested.Properties),
        ArrayProperty array => found.ValueKind == JsonValueKind.Array && found.GetArrayLength() == array.Items.Count
            && array.Items.Select((item, i) => Fits(found[i], item)).All(x => x),
        NullProperty => found.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
