using System.Runtime.CompilerServices;

namespace VirshLite.DomainParser;

/// <summary>
/// The words that an XML attribute can hold, for an enum whose members count from 0 in the same order.
/// One instance stands beside each enum; no reflection is used.
/// </summary>
public sealed class EnumNames<T>
    where T : struct, Enum
{
    private readonly string[] names;

    public EnumNames(params string[] names) => this.names = names;

    /// <summary>All words, in the order of the enum's members.</summary>
    public IReadOnlyList<string> All => names;

    public string this[T value] => names[Unsafe.As<T, int>(ref value)];

    /// <summary>The word, or null where there is no value.</summary>
    public string? Of(T? value) => value is { } v ? this[v] : null;

    public bool TryParse(string text, out T value)
    {
        int index = Array.IndexOf(names, text);
        value = index < 0 ? default : Unsafe.As<int, T>(ref index);
        return index >= 0;
    }
}
