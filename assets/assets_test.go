package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFontsAreWholeAndInOrder(t *testing.T) {
	want := []struct {
		name string
		bold bool
	}{{"Noto Sans", false}, {"Noto Sans", true}, {"Noto Sans Arabic", false}, {"Noto Sans Arabic", true}}
	fonts := Fonts()
	if len(fonts) != len(want) {
		t.Fatalf("%d fonts, want %d", len(fonts), len(want))
	}
	for i, f := range fonts {
		if f.Name != want[i].name || f.Bold != want[i].bold {
			t.Errorf("font %d is %q bold %v, want %v", i, f.Name, f.Bold, want[i])
		}
		checkTables(t, f)
	}
}

// checkTables walks the table directory of a TrueType file: every table lies
// within the file and the ones that drawing needs are there.
func checkTables(t *testing.T, f Font) {
	t.Helper()
	if len(f.TTF) < 12 || binary.BigEndian.Uint32(f.TTF) != 0x00010000 {
		t.Fatalf("%s (bold %v) is not TrueType", f.Name, f.Bold)
	}
	seen := map[string]bool{}
	for i := range int(binary.BigEndian.Uint16(f.TTF[4:])) {
		entry := f.TTF[12+16*i:]
		offset, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if int(offset+length) > len(f.TTF) {
			t.Errorf("%s (bold %v): table %s is cut off", f.Name, f.Bold, entry[:4])
		}
		seen[string(entry[:4])] = true
	}
	for _, table := range []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "GSUB", "GPOS"} {
		if !seen[table] {
			t.Errorf("%s (bold %v) has no table %s", f.Name, f.Bold, table)
		}
	}
}

func TestIconHasItsSizeItsCornersAndItsMarks(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 512 || b.Dy() != 512 {
		t.Fatalf("icon is %v, want 512 × 512", b)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Error("the corner of the icon is not transparent")
	}
	// One point inside each mark of icon.svg: circle, triangle, diamond.
	for point, want := range map[[2]int]color.NRGBA{
		{270, 136}: {0xff, 0xb4, 0x54, 0xff},
		{128, 380}: {0xff, 0xff, 0xff, 0xff},
		{276, 376}: {0xff, 0x7a, 0x59, 0xff},
	} {
		if got := color.NRGBAModel.Convert(img.At(point[0], point[1])); got != want {
			t.Errorf("at %v: %v, want %v", point, got, want)
		}
	}
}

func TestIconSourceIsWellFormed(t *testing.T) {
	src, err := os.ReadFile("icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(src)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestEChartsIsTheReleasedFileAndSafeInsideAScriptElement(t *testing.T) {
	text, err := ECharts()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(text))
	if got := hex.EncodeToString(sum[:]); got != ECHARTSSHA256 {
		t.Errorf("sha256 is %s, want %s", got, ECHARTSSHA256)
	}
	lower := strings.ToLower(text)
	for _, bad := range []string{"</script", "<script", "<!--"} {
		if strings.Contains(lower, bad) {
			t.Errorf("ECharts contains %q and could not stand inside a script element", bad)
		}
	}
	if !strings.Contains(text, `version="6.1.0"`) && !strings.Contains(text, `"6.1.0"`) {
		t.Error("ECharts does not name its version 6.1.0")
	}
}

func TestGivenSlicesAreTheCallersOwn(t *testing.T) {
	for name, give := range map[string]func() []byte{"Icon": Icon, "Sample": Sample} {
		give()[0] ^= 0xff
		if first := give()[0]; first != 0x89 && first != '{' {
			t.Errorf("%s: a caller could change what the next one gets", name)
		}
	}
}

func TestEveryThirdPartyFileHasItsLicenceBeside(t *testing.T) {
	for file, words := range map[string]string{
		"fonts/OFL.txt":           "SIL OPEN FONT LICENSE Version 1.1",
		"echarts/LICENSE":         "Apache License",
		"echarts/NOTICE":          "Apache ECharts",
		"echarts/LICENSE-d3":      "Mike Bostock",
		"echarts/LICENSE-zrender": "Baidu",
		"echarts/LICENSE-tslib":   "Microsoft",
		"../LICENSE":              "Copyright 2026 The Saywhen authors",
	} {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(text), words) {
			t.Errorf("%s does not contain %q", file, words)
		}
	}
}

func TestNoticeNamesWhatIsBundled(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Noto Sans", "Noto Sans Arabic", "ECharts", "zrender", "tslib", "d3"}
	for _, line := range strings.Split(string(gomod), "\n") {
		field := strings.Fields(line)
		if len(field) == 2 && strings.Contains(field[0], "/") { // a direct requirement: no "// indirect"
			names = append(names, field[0])
		}
	}
	for _, name := range names {
		if !strings.Contains(string(notice), name) {
			t.Errorf("NOTICE does not name %s", name)
		}
	}
}
