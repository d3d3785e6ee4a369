using System.Text.Json;
using System.Text.Json.Serialization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Guests;

/// <summary>An enum's member as its word; a word that no member has is read as <paramref name="other"/>.</summary>
internal abstract class WordConverter<T>(EnumNames<T> names, T other) : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && names.TryParse(reader.GetString()!, out T value) ? value : other;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(names[value]);
}

/// <summary>virsh's words of states.</summary>
internal sealed class GuestStateConverter() : WordConverter<GuestState>(GuestState.Names, GuestState.Running);

/// <summary>The XML's words of what an event brings.</summary>
internal sealed class LifecycleActionConverter() : WordConverter<LifecycleAction>(LifecycleAction.Names, LifecycleAction.Destroy);
