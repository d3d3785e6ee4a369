namespace VirshLite.DomainParser.Model;

public sealed class KeyWrap
{
}
