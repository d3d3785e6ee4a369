using System.Numerics;
using System.Runtime.CompilerServices;

namespace VirshLite.Translator.Cpu;

/// <summary>A set of x86 features, a bit each in the order of <see cref="X86Features"/>: 48 bytes, passed by value.</summary>
public struct X86FeatureSet
{
    private const int Words = (X86FeatureTable.Count + 63) / 64;

    private Bits bits;

    public readonly bool IsEmpty
    {
        get
        {
            for (int i = 0; i < Words; i++)
            {
                if (bits[i] != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public readonly int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Words; i++)
            {
                count += BitOperations.PopCount(bits[i]);
            }

            return count;
        }
    }

    public readonly bool Has(int feature) => (bits[feature >> 6] & (1UL << (feature & 63))) != 0;

    public void Add(int feature) => bits[feature >> 6] |= 1UL << (feature & 63);

    public void Remove(int feature) => bits[feature >> 6] &= ~(1UL << (feature & 63));

    public static X86FeatureSet operator |(X86FeatureSet left, X86FeatureSet right)
    {
        for (int i = 0; i < Words; i++)
        {
            left.bits[i] |= right.bits[i];
        }

        return left;
    }

    public static X86FeatureSet operator &(X86FeatureSet left, X86FeatureSet right)
    {
        for (int i = 0; i < Words; i++)
        {
            left.bits[i] &= right.bits[i];
        }

        return left;
    }

    /// <summary>What is in the left set only.</summary>
    public static X86FeatureSet operator -(X86FeatureSet left, X86FeatureSet right)
    {
        for (int i = 0; i < Words; i++)
        {
            left.bits[i] &= ~right.bits[i];
        }

        return left;
    }

    /// <summary>The features in libvirt's order.</summary>
    public readonly Enumerator GetEnumerator() => new(this);

    public struct Enumerator
    {
        private readonly X86FeatureSet set;
        private ulong rest;
        private int word;

        internal Enumerator(X86FeatureSet set)
        {
            this.set = set;
            rest = set.bits[0];
        }

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (rest == 0)
            {
                if (++word >= Words)
                {
                    return false;
                }

                rest = set.bits[word];
            }

            Current = (word << 6) + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }

    [InlineArray(Words)]
    private struct Bits
    {
        private ulong first;
    }
}
