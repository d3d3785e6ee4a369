using System.Text;

namespace VirshLite.Fuzz;

/// <summary>
/// Makes inputs that nobody wrote out of ones that somebody did: bytes changed, taken out, doubled and swapped, words of the format and extreme numbers put in.
/// </summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
{
    private static readonly byte[][] Extremes =
    [
        .. ((string[])["0", "-1", "1", "255", "65536", "4294967295", "4294967296", "18446744073709551615", "99999999999999999999", "-9223372036854775808",
            "0x", "1e9", "NaN", "", " ", "\0", "\u001b[2J", "%s", "../../..", "é", "\ufeff"])
            .Select(Encoding.UTF8.GetBytes),
        [0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 0, 0, 0], [0xc3, 0x28],
    ];

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var input = new List<byte>(seeds[random.Next(seeds.Count)]);
        int changes = 1 + (int)Math.Min(random.NextInt64(1, 64), random.NextInt64(1, 64) / 4);
        for (int i = 0; i < changes; i++)
        {
            Change(input);
        }

        return [.. input];
    }

    private void Change(List<byte> input)
    {
        int at = random.Next(input.Count + 1);
        int length = Math.Min(random.Next(1, 40), input.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2 when length > 0:
                input.RemoveRange(at, length);
                break;
            case 3 when length > 0:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 4:
                input.InsertRange(at, Extremes[random.Next(Extremes.Length)]);
                break;
            case 5:
                ReplaceNumber(input, at);
                break;
            case 6 when words.Count > 0:
                input.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 7:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = random.Next(other.Length + 1);
                input.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 400))]);
                break;
            default:
                if (input.Count > 0)
                {
                    input.RemoveRange(input.Count - random.Next(Math.Min(input.Count, 200)), 0);
                }

                break;
        }

        if (input.Count > 1 << 18)
        {
            input.RemoveRange(1 << 18, input.Count - (1 << 18));
        }
    }

    /// <summary>The next number behind that place becomes another one.</summary>
    private void ReplaceNumber(List<byte> input, int at)
    {
        while (at < input.Count && !char.IsAsciiDigit((char)input[at]))
        {
            at++;
        }

        int end = at;
        while (end < input.Count && char.IsAsciiDigit((char)input[end]))
        {
            end++;
        }

        input.RemoveRange(at, end - at);
        input.InsertRange(at, Extremes[random.Next(Extremes.Length)]);
    }
}
