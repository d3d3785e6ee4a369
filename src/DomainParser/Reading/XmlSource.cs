using System.Xml;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>Text to XML, the one way in: no DTD, no entities, no resolver, a size limit, line info kept.</summary>
public static class XmlSource
{
    /// <exception cref="DomainException">The text is not well-formed, has a DTD, or is too long.</exception>
    public static XElement LoadRoot(string text, ReadingOptions options)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = options.MaximumCharacters,
            MaxCharactersFromEntities = 1,
        };
        try
        {
            CheckDepth(text, options, settings);
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException e)
        {
            throw new DomainException(Reason(text, options, e), new SourcePosition(e.LineNumber, e.LinePosition));
        }
    }

    /// <summary>The same for a text where people put several elements; what follows the first is refused with its place, in libvirt's words.</summary>
    /// <exception cref="DomainException">As above.</exception>
    public static XElement LoadOnlyRoot(string text, ReadingOptions options)
    {
        try
        {
            return LoadRoot(text, options);
        }
        catch (DomainException e) when (IsBehindRoot(text, e.Position))
        {
            string line = text.Split('\n')[e.Position.Line - 1];
            int column = Math.Min(e.Position.Column - 1, line.Length);
            if (column > 0 && line[column - 1] == '<')
            {
                column--;
            }

            throw new DomainException(
                $"at line {e.Position.Line}: Extra content at the end of the document\n{line}\n{new string('-', column)}^", e.Position, RefusalKind.Plain);
        }
    }

    /// <summary>Whether the root element is whole before that place.</summary>
    private static bool IsBehindRoot(string text, SourcePosition position)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.Depth == 0 && (reader.NodeType == XmlNodeType.EndElement || reader is { NodeType: XmlNodeType.Element, IsEmptyElement: true }))
                {
                    return position.Line > 0;
                }
            }
        }
        catch (XmlException)
        {
            // it is not whole
        }

        return false;
    }

    /// <summary>Elements inside elements are few in any definition; readers and writers go down with them.</summary>
    private static void CheckDepth(string text, ReadingOptions options, XmlReaderSettings settings)
    {
        if (text.AsSpan().Count('<') <= options.MaximumDepth)
        {
            return;
        }

        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
            if (reader.Depth > options.MaximumDepth)
            {
                var line = (IXmlLineInfo)reader;
                throw new DomainException($"{options.FileName} has more than {options.MaximumDepth} elements inside each other",
                    new SourcePosition(line.LineNumber, line.LinePosition));
            }
        }
    }

    private static string Reason(string text, ReadingOptions options, XmlException e)
    {
        if (text.Length > options.MaximumCharacters)
        {
            return $"{options.FileName} is longer than {options.MaximumCharacters} characters";
        }

        // the reader stops at a DTD with words about its own settings
        int dtd = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        return dtd >= 0 && (e.LineNumber == 0 || e.LineNumber == 1 + text.AsSpan(0, dtd).Count('\n'))
            ? $"{options.FileName} has a document type declaration; DTDs and entities are not accepted"
            : $"{options.FileName} is not well-formed XML, where each start tag has its end tag: {e.Message}";
    }
}
