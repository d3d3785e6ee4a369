using System.Runtime.CompilerServices;

namespace VirshLite.DomainParser;

/// <summary>
/// The words that an XML attribute can hold, for an enum whose members count from 0 in the same order.
/// One instance stands beside each enum and is reached through it, as <c>X.Names</c> for the enum X; no reflection is used.
/// </summary>
public sealed class EnumNames<T>
    where T : struct, Enum
{
    private readonly string[] names;

    public EnumNames(params string[] names) => this.names = names;

    /// <summary>All words, in the order of the enum's members.</summary>
    public IReadOnlyList<string> All => names;

    /// <summary>The word of a member.</summary>
    public string this[T value] => names[Unsafe.As<T, int>(ref value)];

    /// <summary>The word, or null where there is no value.</summary>
    public string? Of(T? value) => value is { } v ? this[v] : null;

    /// <summary>The member of a word, spelt exactly; false where no member has it.</summary>
    public bool TryParse(string text, out T value)
    {
        int index = Array.IndexOf(names, text);
        value = index < 0 ? default : Unsafe.As<int, T>(ref index);
        return index >= 0;
    }
}
