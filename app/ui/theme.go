package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// themeChoice is what the person chose; "" follows the system.
type themeChoice string

const (
	themeSystem themeChoice = ""
	themeLight  themeChoice = "light"
	themeDark   themeChoice = "dark"
)

// look is the program's theme: quiet greys around the picture, one blue for
// what can be done, the same fonts as the picture.
type look struct {
	choice        themeChoice
	font          float32 // of text, in logical pixels
	regular, bold fyne.Resource
}

var _ fyne.Theme = (*look)(nil)

func newLook(choice themeChoice, font float32) *look {
	return &look{choice: choice, font: font, regular: widgetFont(false), bold: widgetFont(true)}
}

// with returns the same look with another choice of light and dark, and of the
// size of text.
func (l *look) with(choice themeChoice, font float32) *look {
	c := *l
	c.choice, c.font = choice, font
	return &c
}

func (l *look) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch l.choice {
	case themeLight:
		return theme.VariantLight
	case themeDark:
		return theme.VariantDark
	}
	return system
}

// dark tells which of the picture's palettes goes with the window now.
func (l *look) dark(system fyne.ThemeVariant) bool {
	return l.variant(system) == theme.VariantDark
}

type colourPair struct{ light, dark uint32 } // 0xRRGGBBAA

var lookColours = map[fyne.ThemeColorName]colourPair{
	theme.ColorNameBackground:     {0xf6f7f9ff, 0x1b1e24ff},
	theme.ColorNameButton:         {0xe6e9eeff, 0x2c313aff},
	theme.ColorNameDisabledButton: {0xeef0f3ff, 0x23272eff},
	theme.ColorNameDisabled:       {0x656d79ff, 0x8a93a1ff}, // of captions too
	theme.ColorNameError:          {0xb3261eff, 0xf2938cff},
	theme.ColorNameFocus:          {0x2b62c055, 0x7fb0ff55},
	// Not quite opaque: version 2.7.1 of the library takes the opacity of the
	// shortcuts in menus from the low byte of 95 % of this one's, and with 0xff
	// they could hardly be read.
	theme.ColorNameForeground:          {0x1d2330f7, 0xe4e7ecf7},
	theme.ColorNameForegroundOnPrimary: {0xffffffff, 0x10141bff},
	theme.ColorNameHeaderBackground:    {0xeceff3ff, 0x22262dff},
	theme.ColorNameHover:               {0x1d23300f, 0xffffff12},
	theme.ColorNameHyperlink:           {0x2457abff, 0x8bb8ffff},
	theme.ColorNameInputBackground:     {0xffffffff, 0x14171cff},
	theme.ColorNameInputBorder:         {0xc4cad3ff, 0x434a56ff},
	theme.ColorNameMenuBackground:      {0xffffffff, 0x262b33ff},
	theme.ColorNameOverlayBackground:   {0xffffffff, 0x22262dff},
	theme.ColorNamePlaceHolder:         {0x606976ff, 0x9aa3b0ff},
	theme.ColorNamePressed:             {0x1d233022, 0xffffff22},
	theme.ColorNamePrimary:             {0x2b62c0ff, 0x7fb0ffff},
	theme.ColorNameScrollBar:           {0x1d233066, 0xffffff55},
	theme.ColorNameScrollBarBackground: {0x00000000, 0x00000000},
	theme.ColorNameSelection:           {0x2b62c033, 0x7fb0ff3d},
	theme.ColorNameSeparator:           {0xd8dce3ff, 0x343a44ff},
	theme.ColorNameShadow:              {0x0000001c, 0x00000066},
	theme.ColorNameSuccess:             {0x1f7a3eff, 0x7fd39bff},
	theme.ColorNameWarning:             {0x9a5b00ff, 0xf0bd6bff},
}

// Color gives the colour of a role.
func (l *look) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	v := l.variant(system)
	p, ok := lookColours[name]
	if !ok {
		return theme.DefaultTheme().Color(name, v)
	}
	c := p.light
	if v == theme.VariantDark {
		c = p.dark
	}
	return color.NRGBA{R: uint8(c >> 24), G: uint8(c >> 16), B: uint8(c >> 8), A: uint8(c)}
}

// Font gives the fonts of widgets: see widgetFont.
func (l *look) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold:
		return l.bold
	}
	return l.regular
}

// Icon gives the library's own icons.
func (l *look) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size gives a dense, desktop-like spacing.
func (l *look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return l.font
	case theme.SizeNameCaptionText:
		return l.scaled(11)
	case theme.SizeNameSubHeadingText:
		return l.scaled(15)
	case theme.SizeNameHeadingText:
		return l.scaled(19)
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 6
	case theme.SizeNameInlineIcon:
		return l.scaled(17)
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}

// scaled is a size that goes with text of the normal size.
func (l *look) scaled(size float32) float32 { return size * l.font / normalFont }

// fontScale is by how much the window's text is larger than normal.
func fontScale() float32 {
	if l, ok := fyne.CurrentApp().Settings().Theme().(*look); ok {
		return l.font / normalFont
	}
	return 1
}
