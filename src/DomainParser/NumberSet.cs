using System.Globalization;
using System.Text;

namespace VirshLite.DomainParser;

/// <summary>
/// A set of small numbers (CPUs, NUMA nodes), kept as sorted ranges: what libvirt writes as <c>0-3,^2,8</c> and prints as <c>0-1,3,8</c>
/// (formatdomain, "cpuset"). Never changes once made.
/// </summary>
public sealed class NumberSet : IEquatable<NumberSet>
{
    /// <summary>Numbers in a cpuset or nodeset stay below this; a larger one is an error.</summary>
    public const uint Limit = 16384;

    public static readonly NumberSet Empty = new([]);

    private readonly (uint First, uint Last)[] ranges;

    private NumberSet((uint First, uint Last)[] ranges) => this.ranges = ranges;

    /// <summary>Contiguous ranges, ends included, in ascending order and never touching one another.</summary>
    public IReadOnlyList<(uint First, uint Last)> Ranges => ranges;

    public bool IsEmpty => ranges.Length == 0;

    public int Count
    {
        get
        {
            uint count = 0;
            foreach ((uint first, uint last) in ranges)
            {
                count += last - first + 1;
            }

            return (int)count;
        }
    }

    /// <summary>The largest member; null where the set is empty.</summary>
    public uint? Maximum => IsEmpty ? null : ranges[^1].Last;

    /// <summary>The smallest member; null where the set is empty.</summary>
    public uint? Minimum => IsEmpty ? null : ranges[0].First;

    public static NumberSet Of(params IEnumerable<uint> members)
    {
        var found = new List<(uint First, uint Last)>();
        foreach (uint n in members.Order())
        {
            Append(found, n, n);
        }

        return new NumberSet([.. found]);
    }

    /// <summary>All numbers from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static NumberSet Range(uint first, uint last) => first > last ? Empty : new NumberSet([(first, last)]);

    /// <summary>Reads libvirt's form: numbers and ranges, separated by commas, a ^ before a number takes it out again. False where malformed.</summary>
    public static bool TryParse(string text, out NumberSet set, uint limit = Limit)
    {
        set = Empty;
        var members = new SortedSet<uint>();
        foreach (string piece in text.Split(','))
        {
            string part = piece.Trim();
            bool takeOut = part.StartsWith('^');
            int dash = takeOut ? -1 : part.IndexOf('-', StringComparison.Ordinal);
            if (!TryNumber(takeOut ? part.AsSpan(1) : dash < 0 ? part : part.AsSpan(0, dash), limit, out uint first))
            {
                return false;
            }

            uint last = first;
            if (dash >= 0 && (!TryNumber(part.AsSpan(dash + 1), limit, out last) || last < first))
            {
                return false;
            }

            for (uint n = first; n <= last; n++)
            {
                if (takeOut)
                {
                    members.Remove(n);
                }
                else
                {
                    members.Add(n);
                }
            }
        }

        set = Of(members);
        return true;
    }

    public bool Contains(uint number)
    {
        foreach ((uint first, uint last) in ranges)
        {
            if (number <= last)
            {
                return number >= first;
            }
        }

        return false;
    }

    public bool Overlaps(NumberSet other)
    {
        foreach ((uint first, uint last) in ranges)
        {
            foreach ((uint otherFirst, uint otherLast) in other.ranges)
            {
                if (first <= otherLast && otherFirst <= last)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public NumberSet Union(NumberSet other)
    {
        var all = new List<(uint First, uint Last)>(ranges.Length + other.ranges.Length);
        int i = 0, j = 0;
        while (i < ranges.Length || j < other.ranges.Length)
        {
            (uint first, uint last) = j >= other.ranges.Length || (i < ranges.Length && ranges[i].First <= other.ranges[j].First)
                ? ranges[i++]
                : other.ranges[j++];
            Append(all, first, last);
        }

        return new NumberSet([.. all]);
    }

    public NumberSet Intersect(NumberSet other)
    {
        var both = new List<(uint First, uint Last)>();
        foreach ((uint first, uint last) in ranges)
        {
            foreach ((uint otherFirst, uint otherLast) in other.ranges)
            {
                uint from = Math.Max(first, otherFirst);
                uint to = Math.Min(last, otherLast);
                if (from <= to)
                {
                    Append(both, from, to);
                }
            }
        }

        return new NumberSet([.. both]);
    }

    public NumberSet Except(NumberSet other)
    {
        var rest = new List<uint>();
        foreach (uint n in Members())
        {
            if (!other.Contains(n))
            {
                rest.Add(n);
            }
        }

        return Of(rest);
    }

    public IEnumerable<uint> Members()
    {
        foreach ((uint first, uint last) in ranges)
        {
            for (uint n = first; n <= last; n++)
            {
                yield return n;
            }
        }
    }

    public bool Equals(NumberSet? other) => other is not null && ranges.AsSpan().SequenceEqual(other.ranges);

    public override bool Equals(object? obj) => Equals(obj as NumberSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach ((uint First, uint Last) range in ranges)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    /// <summary>Libvirt's form without ^: 0-3,8.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((uint first, uint last) in ranges)
        {
            if (text.Length > 0)
            {
                text.Append(',');
            }

            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last != first)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{last}");
            }
        }

        return text.ToString();
    }

    private static void Append(List<(uint First, uint Last)> ranges, uint first, uint last)
    {
        if (ranges.Count > 0 && first <= ranges[^1].Last + 1)
        {
            ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, last));
        }
        else
        {
            ranges.Add((first, last));
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> text, uint limit, out uint number) =>
        uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < limit;
}
