using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>What stands in a saved guest's image before QEMU's stream: header, definition, cookie (guest-state.md 1.1).</summary>
public sealed record SaveImage(SaveImageHeader Header, string Xml, string? CookieXml)
{
    /// <summary>Zeros that let the definition grow when it is edited.</summary>
    private const int RoomToGrow = 65536;

    /// <summary>The stream begins on a page, so that it can be written around the page cache too.</summary>
    private const int Alignment = 4096;

    /// <summary>An image of a guest that is being saved: not complete yet.</summary>
    public static SaveImage Create(string xml, SaveCookie? cookie, bool wasRunning, uint format)
    {
        string? cookieXml = cookie is null ? null : SaveCookieWriter.Write(cookie);
        int length = Size(xml) + (cookieXml is null ? 0 : Size(cookieXml)) + RoomToGrow;
        length += (Alignment - ((SaveImageHeader.Length + length) % Alignment)) % Alignment;
        var header = new SaveImageHeader
        {
            DataLength = (uint)length,
            WasRunning = wasRunning,
            Format = format,
            CookieOffset = cookieXml is null
            ? 0 : (uint)Size(xml)
        };
        return new SaveImage(header, xml, cookieXml);
    }

    /// <summary>Takes the data area apart that follows the header.</summary>
    public static SaveImage Parse(SaveImageHeader header, ReadOnlySpan<byte> data)
    {
        int xmlLength = header.CookieOffset == 0 ? data.Length : Math.Min((int)header.CookieOffset, data.Length);
        string xml = UpToNul(data[..xmlLength]);
        string? cookie = header.CookieOffset == 0 || header.CookieOffset >= data.Length ? null : UpToNul(data[(int)header.CookieOffset..]);
        return new SaveImage(header, xml, string.IsNullOrEmpty(cookie) ? null : cookie);
    }

    /// <summary>The same image with another definition; the room is what it was.</summary>
    /// <exception cref="DomainException">The definition does not fit in.</exception>
    public SaveImage With(string xml, bool? wasRunning)
    {
        int wanted = Size(xml) + (CookieXml is null ? 0 : Size(CookieXml));
        if (wanted > Header.DataLength)
        {
            throw DomainException.Operation("operation failed: new xml too large to fit in file");
        }

        SaveImageHeader header = Header with { WasRunning = wasRunning ?? Header.WasRunning, CookieOffset = CookieXml is null ? 0 : (uint)Size(xml) };
        return new SaveImage(header, xml, CookieXml);
    }

    /// <summary>null where the image has none. Children of other versions are read over.</summary>
    public SaveCookie? Cookie()
    {
        if (CookieXml is null)
        {
            return null;
        }

        var context = new ReadingContext(new ReadingOptions { FileName = "cookie of the saved guest", IgnoreUnknown = true });
        return SnapshotReader.Cookie(new XmlCursor(XmlSource.LoadRoot(CookieXml, context.Options), context));
    }

    /// <summary>Header and data area.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Header.StreamOffset];
        Header.ToBytes().CopyTo(bytes, 0);
        int at = SaveImageHeader.Length + Encoding.UTF8.GetBytes(Xml, bytes.AsSpan(SaveImageHeader.Length)) + 1;
        if (CookieXml is not null)
        {
            Encoding.UTF8.GetBytes(CookieXml, bytes.AsSpan(at));
        }

        return bytes;
    }

    /// <summary>Bytes with the zero behind them.</summary>
    private static int Size(string text) => Encoding.UTF8.GetByteCount(text) + 1;

    private static string UpToNul(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
