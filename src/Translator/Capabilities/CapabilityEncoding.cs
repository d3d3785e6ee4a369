using System.Text;

namespace VirshLite.Translator.Capabilities;

/// <summary>Collects values; a string is written out the first time it comes and a number afterwards.</summary>
internal sealed class CapabilityWriter
{
    private readonly MemoryStream output = new();
    private readonly Dictionary<string, int> strings = new(StringComparer.Ordinal);

    /// <summary>0 = null, 1 = a new string follows, others = the number of an earlier one plus 2.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Number(0);
        }
        else if (strings.TryGetValue(value, out int known))
        {
            Number(known + 2);
        }
        else
        {
            strings.Add(value, strings.Count);
            Number(1);
            byte[] bytes = Encoding.UTF8.GetBytes(value);
            Number(bytes.Length);
            output.Write(bytes);
        }
    }

    public void Texts(IReadOnlyList<string> values)
    {
        Number(values.Count);
        foreach (string value in values)
        {
            Text(value);
        }
    }

    /// <summary>Seven bits a byte, low first; small negative numbers are short too.</summary>
    public void Number(long value)
    {
        ulong rest = ((ulong)value << 1) ^ (ulong)(value >> 63);
        while (rest >= 0x80)
        {
            output.WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        output.WriteByte((byte)rest);
    }

    public void Switch(bool? value) => output.WriteByte(value switch { null => 0, false => 1, true => 2 });

    public byte[] Finish() => output.ToArray();
}

/// <summary>Reads what <see cref="CapabilityWriter"/> wrote; past the end it throws <see cref="IndexOutOfRangeException"/>.</summary>
internal ref struct CapabilityReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;
    private readonly List<string> strings = new(2048);
    private int position = 0;

    public string? Text()
    {
        long mark = Number();
        if (mark == 0)
        {
            return null;
        }

        if (mark > 1)
        {
            return strings[checked((int)(mark - 2))];
        }

        int length = Count();
        string value = Encoding.UTF8.GetString(data.Slice(position, length));
        position += length;
        strings.Add(value);
        return value;
    }

    public string[] Texts()
    {
        int count = Count();
        if (count == 0)
        {
            return [];
        }

        string[] values = new string[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Text()!;
        }

        return values;
    }

    /// <summary>A number of things that follow: never more than there are bytes.</summary>
    public int Count()
    {
        long count = Number();
        return count >= 0 && count <= data.Length - position ? (int)count : throw new IndexOutOfRangeException();
    }

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = data[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
    }

    public bool? Switch() => data[position++] switch { 0 => null, 1 => false, _ => true };
}
